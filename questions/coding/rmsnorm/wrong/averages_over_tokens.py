# reason.zh: 求 `dgain` 时对 token 取了平均，而不是求和
# reason.en: averages `dgain` over the tokens instead of summing
# caught_by: backward: three dimensions
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)  # the square of 300 is more than float16 can hold
    root = np.sqrt(np.mean(wide**2, axis=-1, keepdims=True) + eps)
    return (wide / root * gain).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).mean(axis=tuple(range(x.ndim - 1)))
