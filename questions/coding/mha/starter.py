import numpy as np


def mha(x, wq, wk, wv, wo, heads, memory=None, causal=False):
    """多头注意力。Multi-head attention.

    x: (B, T, M)    memory: (B, S, N), None 表示自注意力 means self-attention
    wq: (M, H*D)    wk: (N, H*D)    wv: (N, H*E)    wo: (H*E, P)    heads: H
    返回 returns: (B, T, P)
    """
    raise NotImplementedError
