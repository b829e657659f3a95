# reason.zh: softmax 没有减去最大值，大分数溢出
# reason.en: exponentiates without subtracting the maximum, so large scores overflow
# caught_by: large scores do not overflow
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if causal:
        scores = np.where(np.tri(x.shape[1]), scores, -np.inf)
    weights = np.exp(scores)
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bshe->bthe", weights, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
