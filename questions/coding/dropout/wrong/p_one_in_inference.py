# reason.zh: p = 1 时推理也输出零
# reason.en: returns zeros at p = 1 in inference too
# caught_by: inference with p = 1
import numpy as np


def dropout(x, p, u, training):
    if p == 1:
        return np.zeros_like(x)
    if not training:
        return x
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
