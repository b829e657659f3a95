# reason.zh: 用 -1e9 填充，全被掩码的行变成了均匀权重
# reason.en: fills with -1e9, so a fully masked row gets uniform weights
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
    scores = np.where(mask, scores, -1e9)
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
