# reason.zh: 沿第 1 轴把掩码重复给各头，只认四维的掩码
# reason.en: repeats the mask over axis 1, which works for masks of four dimensions only
# caught_by: softmax: a mask of T × S
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
    mask = np.repeat(mask, scores.shape[1], axis=1)
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - np.nan_to_num(scores.max(axis=-1, keepdims=True)))
    return weights / np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
