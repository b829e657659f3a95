import math

import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    if mask is not None:
        mask = np.broadcast_to(mask, (*q.shape[:-1], k.shape[-2]))
    if q.ndim > 2:
        parts = [sdpa(q[b], k[b], v[b], None if mask is None else mask[b], scale) for b in range(len(q))]
        return np.stack([out for out, _ in parts]), np.stack([weights for _, weights in parts])
    scale = scale if scale is not None else 1 / math.sqrt(q.shape[1])
    out, weights = np.zeros((len(q), v.shape[1])), np.zeros((len(q), len(k)))
    for t in range(len(q)):
        top, total = -math.inf, 0.0
        for s in range(len(k)):
            if mask is not None and not mask[t, s]:
                continue
            score = scale * float(q[t] @ k[s])
            new = max(top, score)
            weights[t] *= math.exp(top - new)
            total = total * math.exp(top - new) + math.exp(score - new)
            weights[t, s] = math.exp(score - new)
            top = new
        if total:
            weights[t] /= total
            out[t] = weights[t] @ v
    return out, weights
