import numpy as np


def softmax(x, axis=-1):
    """沿 axis 归一化，数值稳定。Normalise along axis, numerically stable.

    x: 任意形状 any shape, float64, 可含 may hold -inf
    返回 returns: 与 x 同形 the shape of x
    """
    raise NotImplementedError


def softmax_backward(grad, y, axis=-1):
    """由 dL/dy 与 y = softmax(x, axis) 求 dL/dx。From dL/dy and y = softmax(x, axis) to dL/dx.

    grad, y: 同形 the same shape
    返回 returns: 与 y 同形 the shape of y
    """
    raise NotImplementedError
