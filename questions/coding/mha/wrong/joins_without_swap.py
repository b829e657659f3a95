# reason.zh: 拼接时没有把头换回到时间之后
# reason.en: joins the heads without swapping them back behind time
# caught_by: self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if causal:
        scores = np.where(np.tri(x.shape[1]), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bshe->bhte", weights, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
