# reason.zh: 反向只用了 Jacobian 的对角线 `y(1 - y)`
# reason.en: uses only the diagonal `y(1 - y)` of the Jacobian in the backward pass
# caught_by: backward: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return grad * y * (1 - y)
