# reason.zh: 用了无偏方差，除以 D - 1
# reason.en: uses the unbiased variance, divided by D - 1
# caught_by: three dimensions
import numpy as np


def _normalise(x, eps):
    centred = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt(centred.var(axis=-1, keepdims=True, ddof=1) + eps)
    return centred / scale, scale


def layernorm(x, gamma, beta, eps=1e-5):
    return _normalise(x, eps)[0] * gamma + beta


def layernorm_backward(grad, x, gamma, eps=1e-5):
    normal, scale = _normalise(x, eps)
    g = grad * gamma
    through = g - g.mean(axis=-1, keepdims=True) - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))  # gamma and beta are shared by all tokens: sum over them
    return through / scale, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
