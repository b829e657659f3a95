import numpy as np


def decode(x, past_k, past_v, wq, wk, wv, wo):
    B, T, M = x.shape
    _, H, S, D = past_k.shape
    k, v = np.empty((B, H, S + T, D)), np.empty((B, H, S + T, D))
    k[:, :, :S], v[:, :, :S] = past_k, past_v
    out = np.empty((B, T, M))
    for t in range(T):
        row = x[:, t]
        k[:, :, S + t] = (row @ wk).reshape(B, H, D)
        v[:, :, S + t] = (row @ wv).reshape(B, H, D)
        q = (row @ wq).reshape(B, H, 1, D) / D**0.5
        s = (q * k[:, :, : S + t + 1]).sum(-1)
        p = np.exp(s - s.max(-1, keepdims=True))
        p /= p.sum(-1, keepdims=True)
        out[:, t] = (p[..., None] * v[:, :, : S + t + 1]).sum(2).reshape(B, H * D) @ wo
    return out, k, v
