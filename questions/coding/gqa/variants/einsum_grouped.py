import numpy as np


def gqa(q, k, v, causal=True):
    B, Hq, T, D = q.shape
    G, S = k.shape[1], k.shape[2]
    s = np.einsum("bgrtd,bgsd->bgrts", q.reshape(B, G, Hq // G, T, D), k) * D**-0.5
    if causal:
        s = s + np.triu(np.full((T, S), -np.inf), S - T + 1)
    e = np.exp(s - s.max(-1, keepdims=True))
    out = np.einsum("bgrts,bgse->bgrte", e / e.sum(-1, keepdims=True), v)
    return out.reshape(B, Hq, T, -1)
