# reason.zh: T 与 H 相同时，把位置对到了头的轴上
# reason.en: lets positions run over the heads where T equals H
# caught_by: T equals H
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    angles = positions[:, None] * base ** (-np.arange(half) / half)
    cos, sin = np.cos(angles), np.sin(angles)
    if interleaved:
        first, second = slice(0, None, 2), slice(1, None, 2)
    else:
        first, second = slice(None, half), slice(half, None)
    if x.shape[1] == x.shape[2]:
        cos, sin = cos[:, None], sin[:, None]
    a, b = x[..., first], x[..., second]
    out = np.empty(x.shape)
    out[..., first] = a * cos - b * sin
    out[..., second] = a * sin + b * cos
    return out
