import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    D = x.shape[-1]
    turns = np.exp(1j * np.outer(positions, base ** (-np.arange(0, D, 2) / D)))
    if interleaved:
        pairs = np.ascontiguousarray(x).view(np.complex128) * turns
        return pairs.view(np.float64)
    pairs = (x[..., : D // 2] + 1j * x[..., D // 2 :]) * turns
    return np.concatenate([pairs.real, pairs.imag], axis=-1)
