import numpy as np


def conv2d(x, w, b):
    """互相关，步长 1，不填充。Cross-correlation, stride 1, no padding.

    x: (N, C, H, W)    w: (F, C, kh, kw)    b: (F,)    返回 returns: (N, F, H-kh+1, W-kw+1)
    """
    raise NotImplementedError


def conv2d_backward(grad, x, w):
    """grad 是损失对 conv2d 输出的梯度。grad is the gradient at the output of conv2d.

    返回 returns: dx, dw, db，形状同 shapes of x, w, b
    """
    raise NotImplementedError


def max_pool(x, size):
    """窗口不重叠，边缘的余数丢弃。Windows do not overlap; a remainder at the edge is dropped.

    x: (N, C, H, W)    返回 returns: (N, C, H // size, W // size)
    """
    raise NotImplementedError


def max_pool_backward(grad, x, size):
    """并列时梯度给窗口里按行数的第一个。Among ties the first of the window, row by row, gets the gradient.

    返回 returns: dx，形状同 shape of x
    """
    raise NotImplementedError


def linear_backward(grad, x, w):
    """y = x @ w + b 的反向。Backward of y = x @ w + b.

    grad: (N, O)    x: (N, I)    w: (I, O)    返回 returns: dx, dw, db
    """
    raise NotImplementedError


def loss_and_gradients(images, labels, params):
    """卷积、ReLU、2×2 池化、展平、全连接、交叉熵。Conv, ReLU, 2×2 pool, flatten, linear, cross-entropy.

    images: (N, C, H, W)    labels: (N,) int    params: conv_w, conv_b, w, b
    返回 returns: loss (float), {"conv_w", "conv_b", "w", "b"}
    """
    raise NotImplementedError


def fit(images, labels, params, batches, rates):
    """逐批梯度下降。Gradient descent batch by batch.

    batches: (S, K) int，每行是一批的下标，the indices of a batch in each row    rates: (S,)
    返回 returns: 新的参数字典 a new dict of parameters
    """
    raise NotImplementedError


def recognise(images, labels, queries, params, batches, rates):
    """训练，再识别 queries。Train, then recognise queries.

    images, queries: (M, 8, 8) uint8，0 到 16，0 to 16    返回 returns: int 数组，array of int
    """
    raise NotImplementedError
