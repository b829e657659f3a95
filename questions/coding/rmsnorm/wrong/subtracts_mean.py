# reason.zh: 减去了均值，成了 LayerNorm
# reason.en: subtracts the mean, which makes it LayerNorm
# caught_by: one dimension, mean not 0
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)  # centred
    wide = wide - wide.mean(axis=-1, keepdims=True)
    root = np.sqrt(np.mean(wide**2, axis=-1, keepdims=True) + eps)
    return (wide / root * gain).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
