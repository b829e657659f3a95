import numpy as np


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    """二维卷积的前向。Forward pass of a 2-D convolution.

    x: (N, C, H, W)    w: (O, C // groups, KH, KW)    b: (O,) 或 or None
    返回 returns: (N, O, OH, OW)
    """
    raise NotImplementedError


def conv2d_backward(dout, x, w, stride=1, padding=0):
    """反向传播，dilation = groups = 1。Backward pass with dilation = groups = 1.

    dout: (N, O, OH, OW)    x: (N, C, H, W)    w: (O, C, KH, KW)
    返回 returns: {"x": (N, C, H, W), "w": (O, C, KH, KW), "b": (O,)}
    """
    raise NotImplementedError
