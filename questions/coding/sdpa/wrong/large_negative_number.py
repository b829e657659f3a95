# reason.zh: 全被掩码的行得到了均匀权重
# reason.en: gives a fully masked row uniform weights
# caught_by: a query that sees no key
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
