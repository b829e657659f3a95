# reason.zh: 有窗口时用 `|p - j| < window`，看得见未来
# reason.en: lets a window look both ways, with `|p - j| < window`
# caught_by: a window of 3 with padding and cache
import numpy as np


def attention_mask(valid, new, window=None):
    length = valid.shape[1]
    key = np.arange(length)
    query = key[length - new :, None]
    mask = (key <= query) & valid[:, None, None]
    if window is not None:
        mask = (abs(query - key) < window) & valid[:, None, None]
    return mask


def masked_softmax(scores, mask):
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
