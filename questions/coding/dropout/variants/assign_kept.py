import numpy as np


def dropout(x, p, u, training):
    if not training or p == 0:
        return x
    out = np.zeros(x.shape)
    for where in zip(*np.nonzero(np.logical_not(np.less(u, p)))):
        out[where] = x[where] / (1.0 - p)
    return out


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    spread = np.empty(x.shape)
    spread[...] = np.expand_dims(u, tuple(range(2, x.ndim)))
    return dropout(x, p, spread, training)
