import numpy as np


def sdpa(q, k, v, mask=None, scale=None):
    """缩放点积注意力。Scaled dot-product attention.

    q: (..., T, D)    k: (..., S, D)    v: (..., S, Dv)
    mask: None, 或可广播到 or broadcastable to (..., T, S); True 为看得见 means visible
    scale: None 表示 means 1 / √D
    返回 returns: (out, weights)    (..., T, Dv), (..., T, S)
    """
    raise NotImplementedError
