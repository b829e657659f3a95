# reason.zh: 没有除以 √D
# reason.en: does not divide the scores by √D
# caught_by: batch and head dimensions
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = 1.0 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
