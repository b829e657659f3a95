import numpy as np


def _mask(p, u, training):
    if not training:
        return np.ones(u.shape)
    keep = 1.0 - p
    mask = 1.0 - (u < p)
    return mask / keep if keep else np.zeros(u.shape)


def dropout(x, p, u, training):
    return x * _mask(p, u, training)


def dropout_backward(dy, p, u, training):
    return dy * _mask(p, u, training)


def dropout_channels(x, p, u, training):
    return np.einsum("nc...,nc->nc...", x, _mask(p, u, training))
