# reason.zh: softmax 之后才掩码，权重之和不再是 1
# reason.en: masks after the softmax, so the weights no longer sum to 1
# caught_by: causal self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    if causal:
        weights = weights * np.tri(x.shape[1])
    joined = np.einsum("bhts,bshe->bthe", weights, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
