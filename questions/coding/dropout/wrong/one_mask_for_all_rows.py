# reason.zh: 整批共用第一行的掩码
# reason.en: uses the mask of the first row for the whole batch
# caught_by: training, p = 0.3
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), np.broadcast_to(u[:1] >= p, x.shape)
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
