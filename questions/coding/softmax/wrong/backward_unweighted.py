# reason.zh: 反向减去的是 `grad` 的和，没有用 `y` 加权
# reason.en: subtracts the plain sum of `grad` in the backward pass, not weighted by `y`
# caught_by: backward: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - grad.sum(axis=axis, keepdims=True))
