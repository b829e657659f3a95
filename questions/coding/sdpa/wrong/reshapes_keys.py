# reason.zh: 用 reshape 代替转置，键的内容被打乱
# reason.en: reshapes the keys instead of transposing them, which scrambles them
# caught_by: batch and head dimensions
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * q @ k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
