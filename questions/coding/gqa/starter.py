import numpy as np


def gqa(q, k, v, causal=True):
    """分组查询注意力。Grouped-query attention.

    q: (B, Hq, T, D)    k: (B, Hkv, S, D)    v: (B, Hkv, S, Dv)    Hq % Hkv == 0, S >= T
    返回 returns: (B, Hq, T, Dv)
    """
    raise NotImplementedError
