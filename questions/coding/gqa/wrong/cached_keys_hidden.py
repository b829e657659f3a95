# reason.zh: 因果掩码只让查询看到新来的键，缓存的键全被遮住
# reason.en: lets queries see keys of the new block only and hides all cached ones
# caught_by: chunked prefill: 3 new after 4 cached
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
        scores = np.where(
            (np.arange(length) <= position) & (np.arange(length) >= length - new), scores, -np.inf
        )
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights @ v
