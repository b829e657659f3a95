# reason.zh: 原地置零，改掉了输入
# reason.en: sets elements of the input to zero
# caught_by: training, p = 0.3
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    x[u < p] = 0
    return x / (1 - p)


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
