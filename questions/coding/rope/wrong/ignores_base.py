# reason.zh: 不看 `base`，总用 10000
# reason.en: ignores `base` and always takes 10000
# caught_by: another base, pairs of halves
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    angles = positions[:, None] * 10000.0 ** (-np.arange(half) / half)
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
