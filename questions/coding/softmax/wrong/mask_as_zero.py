# reason.zh: 把 -inf 换成 0 再计算
# reason.en: replaces -inf by 0 first
# caught_by: minus infinity has weight 0
import numpy as np


def softmax(x, axis=-1):
    x = np.where(np.isneginf(x), 0.0, x)
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
