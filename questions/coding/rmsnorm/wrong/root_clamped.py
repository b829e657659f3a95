# reason.zh: 取均方根与 `eps` 中较大的，而不是在根号里加 `eps`
# reason.en: takes the larger of the root mean square and `eps` instead of adding `eps` under the root
# caught_by: small values, where eps counts
import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    wide = x.astype(np.float64)
    root = np.maximum(np.sqrt(np.mean(wide**2, axis=-1, keepdims=True)), eps)
    return (wide / root * gain).astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    root = np.maximum(np.sqrt(np.mean(x**2, axis=-1, keepdims=True)), eps)
    normal = x / root
    g = grad * gain
    dx = (g - normal * np.mean(g * normal, axis=-1, keepdims=True)) / root
    return dx, (grad * normal).sum(axis=tuple(range(x.ndim - 1)))
