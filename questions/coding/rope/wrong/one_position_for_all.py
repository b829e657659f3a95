# reason.zh: 所有 token 都按同一个位置（长度 T）旋转
# reason.en: turns every token by one position, the length T
# caught_by: interleaved pairs, positions from 0
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    angles = np.full((len(positions), 1), len(positions)) * base ** (-np.arange(half) / half)
    cos, sin = np.cos(angles), np.sin(angles)
    if interleaved:
        first, second = slice(0, None, 2), slice(1, None, 2)
    else:
        first, second = slice(None, half), slice(half, None)
    a, b = x[..., first], x[..., second]
    out = np.empty(x.shape)
    out[..., first] = a * cos - b * sin
    out[..., second] = a * sin + b * cos
    return out
