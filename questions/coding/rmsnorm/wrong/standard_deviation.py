# reason.zh: 除以标准差，而不是均方根
# reason.en: divides by the standard deviation instead of the root mean square
# caught_by: one dimension, mean not 0
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)  # the square of 300 is more than float16 can hold
    root = np.sqrt(wide.var(axis=-1, keepdims=True) + eps)
    return (wide / root * gain).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
