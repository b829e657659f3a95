# reason.zh: 前后半配对时，正余弦表却按相邻两个分量重复（θ0, θ0, θ1, θ1, …）
# reason.en: repeats sines and cosines for neighbours (θ0, θ0, θ1, θ1, …) where the halves are paired
# caught_by: pairs of first and second half
import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    half = x.shape[-1] // 2
    angles = np.repeat(positions[:, None] * base ** (-np.arange(half) / half), 2, axis=1)
    if interleaved:
        turned = np.stack([-x[..., 1::2], x[..., 0::2]], axis=-1).reshape(x.shape)
    else:
        turned = np.concatenate([-x[..., half:], x[..., :half]], axis=-1)
    return x * np.cos(angles) + turned * np.sin(angles)
