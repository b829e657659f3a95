import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    src = x if memory is None else memory
    d = wq.shape[1] // heads
    e = wv.shape[1] // heads
    result = 0.0
    for h in range(heads):
        a = slice(h * d, (h + 1) * d)
        c = slice(h * e, (h + 1) * e)
        s = np.einsum("btm,md,nd,bsn->bts", x, wq[:, a], wk[:, a], src, optimize=True) / np.sqrt(d)
        if causal:
            t = np.arange(s.shape[1])
            s[:, t[:, None] < t] = -np.inf
        s = s - s.max(2, keepdims=True)
        p = np.exp(s)
        p = p / p.sum(2, keepdims=True)
        # sum of per-head output projections equals concat @ wo
        result = result + (p @ (src @ wv[:, c])) @ wo[c]
    return result
