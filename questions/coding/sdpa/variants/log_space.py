import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    if scale is None:
        scale = 1.0 / np.sqrt(k.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    mask = np.broadcast_to(True if mask is None else mask, scores.shape)
    total = np.logaddexp.reduce(np.where(mask, scores, -np.inf), axis=-1, keepdims=True)
    weights = np.zeros_like(scores)
    np.exp(scores - np.where(np.isinf(total), 0.0, total), out=weights, where=mask)
    return np.einsum("...ts,...se->...te", weights, v), weights
