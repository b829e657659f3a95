# reason.zh: 减去最小值而不是最大值
# reason.en: subtracts the minimum instead of the maximum
# caught_by: differences of thousands, no overflow
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.min(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
