# reason.zh: `dgamma` 与 `dbeta` 对 token 取了平均，而不是求和
# reason.en: averages `dgamma` and `dbeta` over the tokens instead of summing
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
    through = g - g.mean(axis=-1, keepdims=True) - normal * np.mean(g * normal, axis=-1, keepdims=True)
    tokens = tuple(range(x.ndim - 1))  # gamma and beta are shared by all tokens: sum over them
    return through / scale, (grad * normal).mean(axis=tokens), grad.mean(axis=tokens)
