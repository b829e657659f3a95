import numpy as np


def infonce(a, b, temperature=0.07, symmetric=True):
    """批内负样本的 InfoNCE。InfoNCE with in-batch negatives.

    a, b: (N, D), a[i] 与 b[i] 是正对 are the positive pair
    返回 returns: float
    """
    raise NotImplementedError


def nt_xent(a, b, temperature=0.5):
    """SimCLR 的 NT-Xent。The NT-Xent loss of SimCLR.

    a, b: (N, D), 同一批样本的两个视图 two views of the same samples
    返回 returns: float
    """
    raise NotImplementedError
