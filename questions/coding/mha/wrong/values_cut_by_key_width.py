# reason.zh: 按 D 而不是 E 取各头的值，丢掉或越过了 `v` 的列
# reason.en: cuts the values of each head by D instead of E
# caught_by: self-attention
import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    memory = x if memory is None else memory
    q, k, v = x @ wq, memory @ wk, memory @ wv
    width, value_width = wq.shape[1] // heads, wv.shape[1] // heads
    out = np.zeros((*x.shape[:2], len(wo)))
    for h in range(heads):
        scores = q[..., h * width : (h + 1) * width] @ k[..., h * width : (h + 1) * width].swapaxes(1, 2)
        scores /= np.sqrt(width)
        if causal:
            scores = np.where(np.tri(x.shape[1]), scores, -np.inf)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        head = weights @ v[..., h * width : (h + 1) * width]
        count = min(head.shape[-1], value_width)
        out[..., h * value_width : h * value_width + count] = head[..., :count]
    return out @ wo
