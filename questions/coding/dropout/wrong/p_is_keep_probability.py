# reason.zh: 把 p 当成保留概率
# reason.en: takes p as the probability of keeping
# caught_by: training, p = 0.3
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    return np.where(u < p, x / max(p, 1e-300), 0)


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
