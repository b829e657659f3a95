# reason.zh: 在 float16 里计算
# reason.en: computes in float16
# caught_by: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    x = x.astype(np.float16)
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
