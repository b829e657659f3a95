# reason.zh: 用均方减均值平方求方差，均值大时丢失精度
# reason.en: takes the variance as mean square minus squared mean, which cancels where the mean is large
# caught_by: a mean a million times the deviation
import numpy as np


def _normalise(x, eps):
    centred = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt(np.abs(np.mean(x**2, axis=-1, keepdims=True) - x.mean(axis=-1, keepdims=True) ** 2) + eps)
    return centred / scale, scale


def layernorm(x, gamma, beta, eps=1e-5):
    return _normalise(x, eps)[0] * gamma + beta


def layernorm_backward(grad, x, gamma, eps=1e-5):
    normal, scale = _normalise(x, eps)
    g = grad * gamma
    through = g - g.mean(axis=-1, keepdims=True) - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))  # gamma and beta are shared by all tokens: sum over them
    return through / scale, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
