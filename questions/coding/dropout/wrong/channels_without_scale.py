# reason.zh: 按通道丢弃时没有除以 1 - p
# reason.en: does not rescale when it drops channels
# caught_by: drops channels
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return x * (u.reshape(u.shape + (1,) * (x.ndim - 2)) >= p) if training else x.copy()
