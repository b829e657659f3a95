# reason.zh: 反向漏了经过方差的一项
# reason.en: forgets the path through the variance in the backward pass
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
    through = g - g.mean(axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))  # gamma and beta are shared by all tokens: sum over them
    return through / scale, (grad * normal).sum(axis=tokens), grad.sum(axis=tokens)
