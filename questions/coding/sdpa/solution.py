"""Scaled dot-product attention with a boolean mask; rows that see nothing give zeros."""

import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = scale * np.einsum("...td,...sd->...ts", q, k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    # a row without keys has the maximum -inf; nan_to_num makes it finite, for -inf - -inf is NaN
    top = np.nan_to_num(scores.max(axis=-1, keepdims=True))
    weights = np.exp(scores - top)
    # the largest weight is 1, so a row with keys sums to at least 1, and one without stays 0
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1.0)
    return weights @ v, weights
