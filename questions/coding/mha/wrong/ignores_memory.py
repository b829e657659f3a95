# reason.zh: 不看 `memory`，键和值来自 `x`
# reason.en: ignores `memory` and takes keys and values from `x`
# caught_by: cross-attention: a longer, wider memory
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x
    wk, wv = (np.resize(w, (x.shape[-1], w.shape[1])) for w in (wk, wv))

    def split(projected):
        return projected.reshape(*projected.shape[:2], heads, projected.shape[2] // heads)

    q, k, v = split(x @ wq), split(memory @ wk), split(memory @ wv)
    scores = np.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
    if causal:
        scores = np.where(np.tri(x.shape[1]), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined = np.einsum("bhts,bshe->bthe", weights, v)
    return joined.reshape(*x.shape[:2], len(wo)) @ wo
