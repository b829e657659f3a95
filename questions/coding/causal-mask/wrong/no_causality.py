# reason.zh: 只做了填充掩码，没有因果掩码
# reason.en: masks padding only and lets queries see the future
# caught_by: square: nothing cached
import numpy as np


def attention_mask(valid, new, window=None):
    length = valid.shape[1]
    key = np.arange(length)
    query = key[length - new :, None]
    mask = np.repeat(valid[:, None, None], new, axis=2)
    if window is not None:
        mask &= query - key < window
    return mask


def masked_softmax(scores, mask):
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
