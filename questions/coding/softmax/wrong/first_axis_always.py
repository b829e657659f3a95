# reason.zh: 总是沿第 0 轴归一化
# reason.en: always normalises along axis 0
# caught_by: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    axis = 0
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
