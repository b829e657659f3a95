# reason.zh: 给被遮的分数加 -1e9，全被掩码的行等于没有掩码
# reason.en: adds -1e9 to hidden scores, so a fully masked row is as if not masked
# caught_by: softmax: fully masked rows are 0
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
    scores = scores + np.where(mask, 0.0, -1e9)
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
