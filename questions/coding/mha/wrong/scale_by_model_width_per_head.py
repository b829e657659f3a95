# reason.zh: 除以 √(M / H)（输入的宽度除以头数），而不是投影之后每个头的 √D
# reason.en: divides by √(M / H), the input width a head, instead of the √D of the projections
# caught_by: self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(x.shape[-1] / heads)
    if causal:
        scores = np.where(np.tri(x.shape[1]), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bshe->bthe", weights, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
