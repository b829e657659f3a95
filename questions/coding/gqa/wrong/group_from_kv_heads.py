# reason.zh: 用 `h // Hkv` 选 KV 头，Hkv 恰好等于每组的头数时才对
# reason.en: reads KV head `h // Hkv`, right only where Hkv happens to equal the size of a group
# caught_by: decode: 1 query against a cache of 7
import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    group = query_heads // kv_heads
    head = np.minimum(np.arange(query_heads) // kv_heads, kv_heads - 1)
    k, v = k[:, head], v[:, head]
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(width)
    if causal:
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
