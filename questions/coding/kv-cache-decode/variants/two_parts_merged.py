import numpy as np


def decode(x, past_k, past_v, wq, wk, wv, wo):
    B, T, _ = x.shape
    H, S, D = past_k.shape[1:]
    q, k, v = (np.transpose((x @ w).reshape(B, T, H, D), (0, 2, 1, 3)) for w in (wq, wk, wv))
    past = q @ past_k.transpose(0, 1, 3, 2) * D**-0.5
    fresh = q @ k.transpose(0, 1, 3, 2) * D**-0.5 + np.triu(np.full((T, T), -np.inf), 1)
    # the cache and the new positions are two partial softmaxes with one common normaliser
    total = np.logaddexp.reduce(fresh, axis=-1, keepdims=True)
    if S:
        total = np.logaddexp(total, np.logaddexp.reduce(past, axis=-1, keepdims=True))
    context = np.exp(past - total) @ past_v + np.exp(fresh - total) @ v
    out = context.transpose(0, 2, 1, 3).reshape(B, T, H * D) @ wo
    return out, np.concatenate((past_k, k), 2), np.concatenate((past_v, v), 2)
