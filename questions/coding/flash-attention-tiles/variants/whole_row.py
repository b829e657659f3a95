import numpy as np


def flash_attention(q, k, v, block_q, block_k, causal=False):
    T, S = len(q), len(k)
    s = q @ k.T / np.sqrt(q.shape[1])
    if causal:
        s[~np.tri(T, S, S - T, dtype=bool)] = -np.inf
    lse = np.logaddexp.reduce(s, axis=1)
    blocks = -(-S // block_k)
    tiles = 0
    for i in range(0, T, block_q):
        last = min(i + block_q, T) - 1 + S - T
        tiles += last // block_k + 1 if causal else blocks
    return np.exp(s - lse[:, None]) @ v, lse, tiles
