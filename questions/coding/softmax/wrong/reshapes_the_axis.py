# reason.zh: 用 reshape 而不是转置把那一轴移到最前，混进了别的切片的元素
# reason.en: brings the axis to the front by a reshape instead of a transpose, which mixes elements of different slices
# caught_by: the last axis by default
import numpy as np


def softmax(x, axis=-1):
    rows = x.reshape(x.shape[axis], -1)
    weights = np.exp(rows - rows.max(axis=0))
    return (weights / weights.sum(axis=0)).reshape(x.shape)


def softmax_backward(grad, y, axis=-1):
    return y * (grad - (grad * y).sum(axis=axis, keepdims=True))
