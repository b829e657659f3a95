# reason.zh: 反向漏了减去的那一项，只返回 `grad * y`
# reason.en: forgets the subtracted term of the backward pass and returns `grad * y`
# caught_by: backward: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * grad
