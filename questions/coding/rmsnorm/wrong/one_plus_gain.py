# reason.zh: 增益用了 `1 + gain`
# reason.en: takes `1 + gain` as the gain
# caught_by: three dimensions
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)  # the square of 300 is more than float16 can hold
    root = np.sqrt(np.mean(wide**2, axis=-1, keepdims=True) + eps)
    return (wide / root * (1 + gain)).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
