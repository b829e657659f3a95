# reason.zh: 反向原样传回梯度
# reason.en: passes the gradient back as it is
# caught_by: backward
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dy.copy()


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
