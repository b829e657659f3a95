import numpy as np


def flash_attention(q, k, v, block_q, block_k, causal=False):
    # the loop order of the first version: key blocks outside, normalised outputs kept for all queries
    T, D = q.shape
    S = len(k)
    out, lse, tiles = np.zeros((T, v.shape[1])), np.full(T, -np.inf), 0
    for j in range(0, S, block_k):
        for i in range(0, T, block_q):
            end = min(i + block_q, T)
            if causal and end - 1 + S - T < j:
                continue
            tiles += 1
            s = np.einsum("td,sd->ts", q[i:end], k[j : j + block_k]) * D**-0.5
            if causal:
                s[np.arange(i, end)[:, None] + S - T < np.arange(j, j + s.shape[1])] = -np.inf
            part = np.logaddexp.reduce(s, axis=1)
            total = np.logaddexp(lse[i:end], part)
            out[i:end] *= np.exp(lse[i:end] - total)[:, None]
            out[i:end] += np.exp(s - total[:, None]) @ v[j : j + block_k]
            lse[i:end] = total
    return out, lse, tiles
