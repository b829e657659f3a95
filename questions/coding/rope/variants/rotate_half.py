import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    D = x.shape[-1]
    frequency = 1.0 / base ** (np.arange(0, D, 2) / D)
    angles = np.einsum("t,f->tf", positions, frequency)
    if interleaved:
        angles = np.repeat(angles, 2, axis=-1)
        swapped = np.stack([-x[..., 1::2], x[..., 0::2]], axis=-1).reshape(x.shape)
    else:
        angles = np.concatenate([angles, angles], axis=-1)
        swapped = np.concatenate([-x[..., D // 2 :], x[..., : D // 2]], axis=-1)
    return x * np.cos(angles) + swapped * np.sin(angles)
