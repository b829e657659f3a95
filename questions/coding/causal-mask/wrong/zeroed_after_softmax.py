# reason.zh: softmax 之后才置零，权重之和不再是 1
# reason.en: zeroes weights after the softmax, so they no longer sum to 1
# caught_by: masked softmax
import numpy as np


def attention_mask(valid, new, window=None):
    length = valid.shape[1]
    key = np.arange(length)
    query = key[length - new :, None]
    mask = (key <= query) & valid[:, None, None]
    if window is not None:
        mask &= query - key < window
    return mask


def masked_softmax(scores, mask):
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return mask * weights / weights.sum(axis=-1, keepdims=True)
