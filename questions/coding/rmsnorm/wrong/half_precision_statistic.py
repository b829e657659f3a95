# reason.zh: 在 float16 里求均方，平方溢出
# reason.en: takes the mean square in float16, where squares overflow
# caught_by: float16: squares overflow
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x
    root = np.sqrt(np.mean(wide**2, axis=-1, keepdims=True) + eps)
    return (wide / root * gain).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
