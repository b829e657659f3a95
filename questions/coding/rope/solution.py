"""Rotary position embedding: every pair of components is turned by position times frequency."""

import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    # pair i turns by base ** (-2i / D) per position: one angle for each position and pair, (T, D/2)
    angles = positions[:, None] * base ** (-np.arange(half) / half)
    cos, sin = np.cos(angles), np.sin(angles)
    # the conventions differ in where the two components of a pair stand, and in nothing else
    if interleaved:
        first, second = slice(0, None, 2), slice(1, None, 2)
    else:
        first, second = slice(None, half), slice(half, None)
    a, b = x[..., first], x[..., second]
    out = np.empty(x.shape)
    out[..., first] = a * cos - b * sin
    out[..., second] = a * sin + b * cos
    return out
