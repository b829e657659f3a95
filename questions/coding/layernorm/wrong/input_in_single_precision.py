# reason.zh: 先把输入转成 float32，均值大时丢失精度
# reason.en: converts the input to float32 first, which loses the digits where the mean is large
# caught_by: a mean a million times the deviation
import numpy as np


def _normalise(x, eps):
    x = x.astype(np.float32).astype(np.float64)
    centred = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + eps)
    return centred / scale, scale


def layernorm(x, gamma, beta, eps=1e-5):
    return _normalise(x, eps)[0] * gamma + beta


def layernorm_backward(grad, x, gamma, eps=1e-5):
    normal, scale = _normalise(x, eps)
    g = grad * gamma
    through = g - g.mean(axis=-1, keepdims=True) - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))
    return through / scale, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
