# reason.zh: 减去整个数组的最大值，远低于它的行全部下溢
# reason.en: subtracts the maximum of the whole array, so slices far below it underflow
# caught_by: rows thousands apart
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max())
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
