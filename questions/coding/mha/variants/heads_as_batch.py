import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    source = x if memory is None else memory
    B, T, S = x.shape[0], x.shape[1], source.shape[1]

    def fold(y, n):
        return y.reshape(B, n, heads, -1).transpose(0, 2, 1, 3).reshape(B * heads, n, -1)

    q, k, v = fold(x @ wq, T), fold(source @ wk, S), fold(source @ wv, S)
    scores = np.matmul(q, k.swapaxes(1, 2)) / np.sqrt(q.shape[2])
    if causal:
        hidden = np.arange(S)[None, :] > np.arange(T)[:, None]
        scores[:, hidden] = -np.inf
    log_total = np.logaddexp.reduce(scores, axis=2, keepdims=True)
    out = np.exp(scores - log_total) @ v
    return out.reshape(B, heads, T, -1).transpose(0, 2, 1, 3).reshape(B, T, -1) @ wo
