# reason.zh: 把所有 KV 头平均成一个
# reason.en: averages all KV heads into one
# caught_by: two query heads share one KV head
import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    k = np.repeat(k.mean(axis=1, keepdims=True), query_heads, axis=1)
    v = np.repeat(v.mean(axis=1, keepdims=True), query_heads, axis=1)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(width)
    if causal:
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
