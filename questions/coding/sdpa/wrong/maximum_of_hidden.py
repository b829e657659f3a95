# reason.zh: 最大值取自被遮之前的分数，可见的全部下溢
# reason.en: takes the maximum before masking, so that visible scores underflow
# caught_by: hidden scores are the largest
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    top = scores.max(axis=-1, keepdims=True)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - top)
    total = weights.sum(axis=-1, keepdims=True)
    weights /= np.where(total > 0, total, 1.0)
    return weights @ v, weights
