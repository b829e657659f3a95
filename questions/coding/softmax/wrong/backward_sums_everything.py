# reason.zh: 反向对整个数组求和，没有沿 `axis`
# reason.en: sums over the whole array in the backward pass instead of along `axis`
# caught_by: backward: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum())
