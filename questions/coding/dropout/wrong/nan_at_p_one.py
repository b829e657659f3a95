# reason.zh: p = 1 时除以 0，得到 NaN
# reason.en: divides by 0 at p = 1 and gets NaN
# caught_by: p = 1 drops everything
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    return x * (u >= p) / np.float64(1 - p)


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
