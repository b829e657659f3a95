# reason.zh: 窗口窄了一格，没有把自己算在内
# reason.en: makes the window one too narrow, not counting the query itself
# caught_by: a window of 1: itself only
import numpy as np


def attention_mask(valid, new, window=None):
    length = valid.shape[1]
    key = np.arange(length)
    query = key[length - new :, None]
    mask = (key <= query) & valid[:, None, None]
    if window is not None:
        mask &= query - key < window - 1
    return mask


def masked_softmax(scores, mask):
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
