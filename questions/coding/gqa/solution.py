"""Grouped-query attention: several query heads share one head of keys and values."""

import numpy as np


def gqa(q, k, v, causal=True):
    query_heads, new, width = q.shape[1:]
    kv_heads, length = k.shape[1:3]
    group = query_heads // kv_heads
    # query head h reads KV head h // group: repeat every KV head `group` times in place, do not tile
    k = np.repeat(k, group, axis=1)
    v = np.repeat(v, group, axis=1)
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(width)
    if causal:
        # the new queries are the LAST `new` positions of the `length` keys
        position = np.arange(new)[:, None] + length - new
        scores = np.where(np.arange(length) <= position, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
