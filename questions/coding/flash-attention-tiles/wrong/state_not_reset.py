# reason.zh: 从一个查询块到下一个没有重置 `l` 与 `acc`
# reason.en: does not reset `l` and `acc` from one query block to the next
# caught_by: blocks divide the lengths
import numpy as np


def flash_attention(q, k, v, block_q, block_k, causal=False):
    (new, width), length = q.shape, len(k)
    out, lse, tiles = np.empty((new, v.shape[1])), np.empty(new), 0
    for i in range(0, new, block_q):
        rows = q[i : i + block_q] / np.sqrt(width)
        position = length - new + i + np.arange(len(rows))
        if i == 0:
            m, l, acc = np.full(len(rows), -np.inf), 0.0, 0.0
        m = m[: len(rows)]
        l, acc = (part if np.isscalar(part) else part[: len(rows)] for part in (l, acc))
        for j in range(0, length, block_k):
            if causal and j > position[-1]:
                break  # this tile and all later ones lie beyond the last row
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
