import numpy as np


def attention_mask(valid, new, window=None):
    S = valid.shape[1]
    mask = np.tril(np.ones((new, S), dtype=bool), k=S - new)
    if window is not None:
        mask = np.triu(mask, k=S - new - window + 1)
    return np.logical_and(mask, np.expand_dims(valid, (1, 2)))


def masked_softmax(scores, mask):
    total = np.logaddexp.reduce(np.where(mask, scores, -np.inf), axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", over="ignore"):
        return np.where(mask & np.isfinite(total), np.exp(scores - total), 0.0)
