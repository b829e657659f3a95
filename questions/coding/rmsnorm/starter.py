import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    """均方根归一化，沿最后一轴。RMS normalisation along the last axis.

    x: (..., D), float64 或 or float16    gain: (D,)
    返回 returns: (..., D), 与 x 同 dtype the dtype of x
    """
    raise NotImplementedError


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    """均方根归一化的反向，float64。The backward pass, in float64.

    grad, x: (..., D)    gain: (D,)
    返回 returns: (dx, dgain)    (..., D), (D,)
    """
    raise NotImplementedError
