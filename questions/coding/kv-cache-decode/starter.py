import numpy as np


def decode(x, past_k, past_v, wq, wk, wv, wo):
    """带 KV cache 的因果注意力。Causal attention with a KV cache.

    x: (B, T, M), 新位置 the new positions    past_k, past_v: (B, H, S, D), S >= 0
    wq, wk, wv: (M, H*D)    wo: (H*D, M)
    返回 returns: (out, k, v)    (B, T, M), (B, H, S+T, D), (B, H, S+T, D)
    """
    raise NotImplementedError
