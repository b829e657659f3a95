# reason.zh: 原地缩放 q，改掉了输入
# reason.en: scales q in place and so changes the input
# caught_by: two query heads share one KV head
import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    group = query_heads // kv_heads
    k = np.repeat(k, group, axis=1)
    v = np.repeat(v, group, axis=1)
    q /= np.sqrt(width)
    scores = q @ k.swapaxes(-1, -2)
    if causal:
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
