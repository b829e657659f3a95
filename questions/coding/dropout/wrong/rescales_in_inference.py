# reason.zh: 训练时不缩放，推理时乘 1 - p（原始论文的写法）
# reason.en: does not scale in training but multiplies by 1 - p in inference, as the original paper does
# caught_by: inference changes nothing
import numpy as np


def dropout(x, p, u, training):
    if not training:
        return x * (1 - p)
    return np.where(u >= p, x, 0)


def dropout_backward(dy, p, u, training):
    return dropout(dy, p, u, training)


def dropout_channels(x, p, u, training):
    one_per_channel = u.reshape(u.shape + (1,) * (x.ndim - 2))
    return dropout(x, p, np.broadcast_to(one_per_channel, x.shape), training)
