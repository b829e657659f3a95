import numpy as np


def decode(x, past_k, past_v, wq, wk, wv, wo):
    B, T, M = x.shape
    H, S, D = past_k.shape[1:]
    full = np.empty((2, B, H, S + T, D))
    full[0, :, :, :S], full[1, :, :, :S] = past_k, past_v
    for store, w in zip(full, (wk, wv)):
        store[:, :, S:] = np.einsum("btm,mhd->bhtd", x, w.reshape(M, H, D))
    k, v = full
    q = np.einsum("btm,mhd->bhtd", x, wq.reshape(M, H, D))
    out = np.zeros(x.shape)
    for t in range(T):
        n = S + t + 1
        s = np.einsum("bhd,bhsd->bhs", q[:, :, t], k[:, :, :n]) / np.sqrt(D)
        p = np.exp(s - s.max(-1, keepdims=True))
        p /= p.sum(-1, keepdims=True)
        head = np.einsum("bhs,bhsd->bhd", p, v[:, :, :n])
        out[:, t] = head.reshape(B, H * D) @ wo
    return out, k, v
