# reason.zh: 原地减去最大值，改掉了输入
# reason.en: subtracts the maximum in place and so changes the input
# caught_by: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    x -= x.max(axis=axis, keepdims=True)
    weights = np.exp(x)
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
