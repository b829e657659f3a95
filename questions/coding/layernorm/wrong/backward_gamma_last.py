# reason.zh: 求 `dx` 时最后才乘 `gamma`，没有乘在进来的梯度上
# reason.en: multiplies `dx` by `gamma` at the end instead of the incoming gradient
# caught_by: backward: three dimensions
import numpy as np


def _normalise(x, eps):
    centred = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + eps)
    return centred / scale, scale


def layernorm(x, gamma, beta, eps=1e-5):
    return _normalise(x, eps)[0] * gamma + beta


def layernorm_backward(grad, x, gamma, eps=1e-5):
    normal, scale = _normalise(x, eps)
    g = grad
    through = g - g.mean(axis=-1, keepdims=True) - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))
    return through / scale * gamma, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
