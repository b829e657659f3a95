# reason.zh: 把被遮的分数乘 0，而不是设为负无穷
# reason.en: multiplies hidden scores by 0 instead of setting them to minus infinity
# caught_by: a mask of T × S
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = scores * mask
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
