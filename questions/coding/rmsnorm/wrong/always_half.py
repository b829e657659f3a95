# reason.zh: 一律在 float16 里返回
# reason.en: always returns float16
# caught_by: three dimensions
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)  # the square of 300 is more than float16 can hold
    root = np.sqrt(np.mean(wide**2, axis=-1, keepdims=True) + eps)
    return (wide / root * gain).astype(np.float16)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
