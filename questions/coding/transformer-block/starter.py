import numpy as np


def attention(q, k, v, mask=None):
    """缩放点积注意力。Scaled dot-product attention.

    q: (..., T, D)    k: (..., S, D)    v: (..., S, Dv)
    mask: bool，可广播到 (..., T, S)，True 表示看得见；broadcasts to (..., T, S), True means visible
    返回 returns: (..., T, Dv)
    """
    raise NotImplementedError


def layer_norm(x, gain, bias):
    """层归一化，eps = 1e-5，有偏方差。Layer normalisation, eps = 1e-5, biased variance.

    x: (..., d)    gain, bias: (d,)    返回 returns: (..., d)
    """
    raise NotImplementedError


def multi_head(x, params, heads, mask=None):
    """多头自注意力，投影没有偏置。Multi-head self-attention, projections without bias.

    x: (B, T, d)    params["wq"], ["wk"], ["wv"], ["wo"]: (d, d)    mask: -> (B, heads, T, T)
    返回 returns: (B, T, d)
    """
    raise NotImplementedError


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    """Transformer 块。A Transformer block.

    x: (B, T, d)    lengths: (B,) int 或 or None
    params: wq wk wv wo (d, d)  w1 (d, f) b1 (f,)  w2 (f, d) b2 (d,)  g1 c1 g2 c2 (d,)
    返回 returns: (B, T, d)
    """
    raise NotImplementedError
