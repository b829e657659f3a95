# reason.zh: 最大值取自被遮之前的分数，可见的全部下溢
# reason.en: takes the maximum before masking, so that visible scores underflow
# caught_by: softmax: hidden scores are the largest
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
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True)) * mask
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total > 0, total, 1.0)
