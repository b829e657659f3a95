# reason.zh: 按行丢弃：整行共用第一个随机数
# reason.en: drops whole rows: every row goes by its first random number
# caught_by: training, p = 0.3
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), np.broadcast_to(u[(slice(None),) + (slice(1),) * (u.ndim - 1)] >= p, x.shape)
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
