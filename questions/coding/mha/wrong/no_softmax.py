# reason.zh: 没有做 softmax，直接用分数加权
# reason.en: weights the values by the scores, without a softmax
# caught_by: self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if causal:
        scores = np.where(np.tri(x.shape[1]), scores, 0.0)
    joined = np.einsum("bhts,bshe->bthe", scores, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
