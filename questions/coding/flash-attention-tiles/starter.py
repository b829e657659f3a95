import numpy as np


def flash_attention(q, k, v, block_q, block_k, causal=False):
    """分块的注意力前向。The tiled forward pass of attention.

    q: (T, D)    k: (S, D)    v: (S, E)    S >= T
    返回 returns: (out, lse, tiles)    (T, E), (T,), int
    """
    raise NotImplementedError
