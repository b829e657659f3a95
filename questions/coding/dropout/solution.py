"""Inverted dropout: forward, backward, and dropping whole channels, with the random numbers given."""

import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x  # nothing to rescale: training has already done it
    out, keep = np.zeros_like(x), u >= p
    out[keep] = x[keep] / (1 - p)  # at p = 1 nothing is kept, so nothing is divided by 0
    return out


def dropout_backward(dy, p, u, training):
    # linear with the mask held fixed: the gradient passes where the value passed, scaled alike
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
