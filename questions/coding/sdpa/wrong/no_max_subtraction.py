# reason.zh: softmax 没有减去最大值，大分数溢出
# reason.en: exponentiates without subtracting the maximum, so large scores overflow
# caught_by: rows with scores thousands apart
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores)
    total = weights.sum(axis=-1, keepdims=True)
    weights /= np.where(total == 0, 1.0, total)
    return weights @ v, weights
