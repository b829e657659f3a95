import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    """旋转位置编码。Rotary position embedding.

    x: (B, H, T, D), D 为偶数 even    positions: (T,) 整数 integers
    interleaved: True 配对 pairs (2i, 2i+1); False 配对 pairs (i, i + D/2)
    返回 returns: (B, H, T, D)
    """
    raise NotImplementedError
