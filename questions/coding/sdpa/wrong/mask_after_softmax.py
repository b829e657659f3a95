# reason.zh: softmax 之后才把权重置零，权重之和不再是 1
# reason.en: zeroes weights after the softmax, so they no longer sum to 1
# caught_by: a mask of T × S
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    if mask is not None:
        weights = weights * mask
    return weights @ v, weights
