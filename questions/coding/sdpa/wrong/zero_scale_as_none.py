# reason.zh: 用 `scale or …` 判断，把 0 当成了没有给
# reason.en: tests with `scale or …`, so that 0 counts as not given
# caught_by: a scale of 0, uniform weights
import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = scale or q.shape[-1] ** -0.5
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
