# reason.zh: 用 tile 展开 KV 头，查询头配错了组
# reason.en: tiles the KV heads instead of repeating each one
# caught_by: two query heads share one KV head
import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    group = query_heads // kv_heads
    k = np.tile(k, (1, group, 1, 1))
    v = np.tile(v, (1, group, 1, 1))
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(width)
    if causal:
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
