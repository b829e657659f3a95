"""One boolean mask out of three conditions, and a softmax that survives rows without keys."""

import numpy as np


def attention_mask(valid, new, window=None):
    length = valid.shape[1]
    key = np.arange(length)
    # the queries are the LAST `new` positions: the mask is aligned at the lower right
    query = key[length - new :, None]
    mask = (key <= query) & valid[:, None, None]
    if window is not None:
        mask &= query - key < window
    return mask


def masked_softmax(scores, mask):
    scores = np.where(mask, scores, -np.inf)
    # nan_to_num: a row without keys has the maximum -inf, and -inf - -inf would be NaN
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    # a row with keys sums to at least 1, because its largest weight is 1
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
