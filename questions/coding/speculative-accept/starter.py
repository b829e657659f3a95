import numpy as np


def residual_distribution(p, q):
    """拒绝之后重新抽样的分布。The distribution to resample from after a rejection.

    p, q: (V,)
    返回 returns: (V,)
    """
    raise NotImplementedError


def speculative_step(draft, p, q, u, v):
    """投机解码的一步。One step of speculative decoding.

    draft: (K,) int    p: (K + 1, V) 目标模型 target    q: (K, V) 草稿模型 draft model    u: (K,)    v: float
    返回 returns: {"tokens": [int, …], "accepted": int}
    """
    raise NotImplementedError


def expected_tokens(p, q, k):
    """每步平均产出的 token 数。The mean number of tokens a step yields.

    p, q: (V,)    k: 草稿长度 drafted tokens
    返回 returns: float
    """
    raise NotImplementedError
