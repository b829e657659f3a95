# reason.zh: 不看 `axis`，总是沿最后一轴归一化
# reason.en: ignores `axis` and always normalises along the last one
# caught_by: axis=0
import numpy as np


def softmax(x, axis=-1):
    axis = -1
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
