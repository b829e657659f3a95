# reason.zh: 除以了 p 而不是 1 - p
# reason.en: divides by p instead of 1 - p
# caught_by: training, p = 0.3
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / max(p, 1e-300)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
