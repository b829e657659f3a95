# reason.zh: 只看第一个位置，其余的当作依次加 1
# reason.en: looks at the first position only and counts on from it
# caught_by: scattered positions
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    angles = (positions[0] + np.arange(len(positions)))[:, None] * base ** (-np.arange(half) / half)
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
