# reason.zh: 减去所有行共同的最大值，低的行全部下溢
# reason.en: subtracts one maximum for all rows, so low rows underflow
# caught_by: rows with scores thousands apart
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max())
    total = weights.sum(axis=-1, keepdims=True)
    weights /= np.where(total == 0, 1.0, total)
    return weights @ v, weights
