# reason.zh: 反向不看 `axis`，总是沿最后一轴求和
# reason.en: ignores `axis` in the backward pass and always sums along the last one
# caught_by: backward: axis=1
import numpy as np


def softmax(x, axis=-1):
    weights = np.exp(x - x.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=-1, keepdims=True))
