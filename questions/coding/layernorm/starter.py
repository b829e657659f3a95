import numpy as np


def layernorm(x, gamma, beta, eps=1e-5):
    """层归一化，沿最后一轴。Layer normalisation along the last axis.

    x: (..., D)    gamma, beta: (D,)
    返回 returns: (..., D)
    """
    raise NotImplementedError


def layernorm_backward(grad, x, gamma, eps=1e-5):
    """层归一化的反向。The backward pass of layer normalisation.

    grad, x: (..., D)    gamma: (D,)
    返回 returns: (dx, dgamma, dbeta)    (..., D), (D,), (D,)
    """
    raise NotImplementedError
