# reason.zh: 反向漏了外面的因子 `y`
# reason.en: forgets the outer factor `y` of the backward pass
# caught_by: backward: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return (grad - (grad * y).sum(axis=axis, keepdims=True))
