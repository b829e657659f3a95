# reason.zh: 原地缩放 `q`，改掉了输入
# reason.en: scales `q` in place and so changes the input
# caught_by: batch and head dimensions
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    q *= scale
    scores = np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
