# reason.zh: 把 `(B, T, M)` 当作 `(T, B, M)`，注意力跑在了批量之间
# reason.en: takes `(B, T, M)` for `(T, B, M)`, so that attention runs across the batch
# caught_by: self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory
    batch, new = x.shape[:2]

    def split(projected):
        return projected.reshape(projected.shape[1], projected.shape[0], heads, projected.shape[2] // heads).swapaxes(0, 1)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if causal:
        scores = np.where(np.tri(x.shape[1]), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bshe->bthe", weights, v)
    return joined.swapaxes(0, 1).reshape(batch, new, len(wo)) @ wo
