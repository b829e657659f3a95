# reason.zh: 除以整个数组的和，只有全部加起来才是 1
# reason.en: divides by the sum of the whole array, so only the total is 1
# caught_by: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum()


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
