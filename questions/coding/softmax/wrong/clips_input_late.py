# reason.zh: 把输入截断到 ±700（exp 不溢出的范围），而不是减去最大值
# reason.en: clips the input to ±700, where exp does not overflow, instead of subtracting the maximum
# caught_by: rows thousands apart
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(np.clip(x, -700.0, 700.0))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
