import numpy as np


def attention_mask(valid, new, window=None):
    B, S = valid.shape
    out = np.zeros((B, 1, new, S), dtype=bool)
    for t in range(new):
        p = S - new + t
        first = 0 if window is None else max(0, p - window + 1)
        out[:, 0, t, first:p + 1] = valid[:, first:p + 1]
    return out


def masked_softmax(scores, mask):
    shape = np.broadcast_shapes(scores.shape, mask.shape)
    s = np.ma.masked_array(np.broadcast_to(scores, shape), ~np.broadcast_to(mask, shape))
    low = s - s.max(axis=-1, keepdims=True)
    e = np.ma.exp(low).filled(0.0)
    z = e.sum(-1, keepdims=True)
    return e / (z + (z == 0))
