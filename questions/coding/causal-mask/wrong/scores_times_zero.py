# reason.zh: 把被遮的分数乘 0，而不是设为负无穷
# reason.en: multiplies hidden scores by 0 instead of setting them to minus infinity
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
    scores = scores * mask
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
