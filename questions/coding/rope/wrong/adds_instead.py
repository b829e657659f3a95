# reason.zh: 把正余弦加到输入上，而不是旋转
# reason.en: adds sines and cosines to the input instead of rotating
# caught_by: interleaved pairs, positions from 0
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    angles = positions[:, None] * base ** (-np.arange(half) / half)
    cos, sin = np.cos(angles), np.sin(angles)
    if interleaved:
        first, second = slice(0, None, 2), slice(1, None, 2)
    else:
        first, second = slice(None, half), slice(half, None)
    a, b = x[..., first], x[..., second]
    out = np.empty(x.shape)
    out[..., first] = a + sin
    out[..., second] = b + cos
    return out
