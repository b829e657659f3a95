# reason.zh: 反向没有除以 1 - p
# reason.en: does not divide by 1 - p on the way back
# caught_by: backward
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return np.where(u >= p, dy, 0) if training else dy.copy()


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
