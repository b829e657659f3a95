# reason.zh: 没有取指数，权重与分数成正比
# reason.en: takes no exponential, so that weights are in proportion to the scores
# caught_by: two query heads share one KV head
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
        scores = np.where(np.arange(length) <= position, scores, 0.0)
    weights = scores
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights @ v
