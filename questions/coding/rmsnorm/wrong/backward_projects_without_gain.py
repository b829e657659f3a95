# reason.zh: 反向减去的一项里，内积漏了增益
# reason.en: forgets the gain within the inner product of the term subtracted in the backward pass
# caught_by: backward: three dimensions
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)
    root = np.sqrt(np.mean(wide**2, axis=-1, keepdims=True) + eps)
    return (wide / root * gain).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(grad * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
