# reason.zh: 反向求方差的梯度时指数写成 -1 而不是 -3/2，经过方差的一项少除了一次标准差
# reason.en: takes the power -1 instead of -3/2 in the gradient of the variance, so that its path is divided by one deviation too few
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
    g = grad * gamma
    direct = (g - g.mean(axis=-1, keepdims=True)) / scale
    dx = direct - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))
    return dx, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
