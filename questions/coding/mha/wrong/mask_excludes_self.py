# reason.zh: 因果掩码多遮了一格，看不见自己（第 0 个位置除外）
# reason.en: hides the position itself, but for position 0
# caught_by: causal self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if causal:
        scores = np.where(np.maximum(np.tri(x.shape[1], k=-1), np.arange(x.shape[1]) == 0), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bshe->bthe", weights, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
