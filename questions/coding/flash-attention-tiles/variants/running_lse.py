import numpy as np


def flash_attention(q, k, v, block_q, block_k, causal=False):
    T, D = q.shape
    S, E = v.shape
    shift = S - T
    out = np.zeros((T, E))
    lse = np.full(T, -np.inf)
    tiles = 0
    for i in range(0, T, block_q):
        qi = q[i:i + block_q]
        rows = np.arange(i, i + len(qi)) + shift
        o = np.zeros((len(qi), E))       # normalised output so far
        L = np.full(len(qi), -np.inf)    # log-sum-exp so far
        for j in range(0, S, block_k):
            if causal and j > rows[-1]:
                break
            tiles += 1
            s = qi @ k[j:j + block_k].T / np.sqrt(D)
            if causal:
                s = np.where(np.arange(j, j + s.shape[1]) <= rows[:, None], s, -np.inf)
            block = np.logaddexp.reduce(s, axis=1)
            new = np.logaddexp(L, block)
            ok = np.where(np.isfinite(new), new, 0.0)
            o = o * np.exp(L - ok)[:, None] + np.exp(s - ok[:, None]) @ v[j:j + block_k]
            L = new
        out[i:i + block_q] = o
        lse[i:i + block_q] = L
    return out, lse, tiles
