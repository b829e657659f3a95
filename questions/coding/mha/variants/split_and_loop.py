import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    if memory is None:
        memory = x
    outs = []
    for a, b, c in zip(np.split(wq, heads, axis=1), np.split(wk, heads, axis=1), np.split(wv, heads, axis=1)):
        q, k, v = x @ a, memory @ b, memory @ c
        s = q @ k.transpose(0, 2, 1) / q.shape[2] ** 0.5
        if causal:
            s += np.triu(np.full(s.shape[1:], -np.inf), 1)
        e = np.exp(s - s.max(2, keepdims=True))
        outs.append(e @ v / e.sum(2, keepdims=True))
    return np.concatenate(outs, axis=2) @ wo
