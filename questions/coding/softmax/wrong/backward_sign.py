# reason.zh: 反向的正负号反了
# reason.en: returns the backward pass with the sign flipped
# caught_by: backward: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * ((grad * y).sum(axis=axis, keepdims=True) - grad)
