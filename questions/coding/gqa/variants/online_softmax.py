import math

import numpy as np


def gqa(q, k, v, causal=True):
    B, Hq, T, D = q.shape
    Hkv, S, E = k.shape[1], k.shape[2], v.shape[3]
    out = np.empty((B, Hq, T, E))
    for b in range(B):
        for h in range(Hq):
            for t in range(T):
                top, total, value = -math.inf, 0.0, np.zeros(E)
                for j in range(S):
                    if causal and j > t + S - T:
                        break
                    score = float(q[b, h, t] @ k[b, h // (Hq // Hkv), j]) / math.sqrt(D)
                    new = max(top, score)
                    shrink, weight = math.exp(top - new), math.exp(score - new)
                    total = total * shrink + weight
                    value = value * shrink + weight * v[b, h // (Hq // Hkv), j]
                    top = new
                out[b, h, t] = value / total
    return out
