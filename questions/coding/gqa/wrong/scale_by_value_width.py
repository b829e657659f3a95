# reason.zh: 除以值的宽度的平方根，而不是 √D
# reason.en: divides by the square root of the width of the values instead of √D
# caught_by: value width differs from key width
import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    group = query_heads // kv_heads
    k = np.repeat(k, group, axis=1)
    v = np.repeat(v, group, axis=1)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(v.shape[-1])
    if causal:
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
