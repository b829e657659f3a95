# reason.zh: 只在反向用均方减均值平方求方差，均值大时丢失精度
# reason.en: takes the variance as mean square minus squared mean in the backward pass, which cancels where the mean is large
# caught_by: backward: a mean a million times the deviation
import numpy as np


def _normalise(x, eps):
    centred = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + eps)
    return centred / scale, scale


def layernorm(x, gamma, beta, eps=1e-5):
    return _normalise(x, eps)[0] * gamma + beta


def layernorm_backward(grad, x, gamma, eps=1e-5):
    variance = np.mean(x**2, axis=-1, keepdims=True) - x.mean(axis=-1, keepdims=True) ** 2
    scale = np.sqrt(np.maximum(variance, 0.0) + eps)
    normal = (x - x.mean(axis=-1, keepdims=True)) / scale
    g = grad * gamma
    through = g - g.mean(axis=-1, keepdims=True) - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))
    return through / scale, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
