# reason.zh: 没有减去最大值，大的输入溢出
# reason.en: does not subtract the maximum, so large inputs overflow
# caught_by: differences of thousands, no overflow
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x)
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
