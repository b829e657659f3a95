# reason.zh: 输出宽度取 D 而不是 Dv
# reason.en: gives the output the width of the keys
# caught_by: value width differs from key width
import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    group = query_heads // kv_heads
    k = np.repeat(k, group, axis=1)
    v = np.repeat(v, group, axis=1)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(width)
    if causal:
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    out = np.zeros(q.shape)
    out[..., : v.shape[-1]] = weights @ v
    return out
