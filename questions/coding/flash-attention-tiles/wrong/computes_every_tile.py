# reason.zh: 看不见的块也算，或也计数
# reason.en: computes invisible tiles too, or counts them
# caught_by: causal, square
import numpy as np


def flash_attention(q, k, v, block_q, block_k, causal=False):
    (new, width), length = q.shape, len(k)
    out, lse, tiles = np.empty((new, v.shape[1])), np.empty(new), 0
    for i in range(0, new, block_q):
        rows = q[i : i + block_q] / np.sqrt(width)
        position = length - new + i + np.arange(len(rows))
        m, l, acc = np.full(len(rows), -np.inf), 0.0, 0.0
        for j in range(0, length, block_k):
            if causal and j > position[-1]:
                pass
            tiles += 1
            scores = rows @ k[j : j + block_k].T
            if causal:
                column = j + np.arange(scores.shape[1])
                scores = np.where(column <= position[:, None], scores, -np.inf)
            high = np.maximum(m, scores.max(axis=1))
            shrink, weights = np.exp(m - high), np.exp(scores - high[:, None])
            l = shrink * l + weights.sum(axis=1)
            acc = shrink[:, None] * acc + weights @ v[j : j + block_k]
            m = high
        out[i : i + block_q] = acc / l[:, None]  # normalise once, after the last tile
        lse[i : i + block_q] = m + np.log(l)
    return out, lse, tiles
