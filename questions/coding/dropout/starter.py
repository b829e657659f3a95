import numpy as np


def dropout(x, p, u, training):
    """倒置随机失活。Inverted dropout.

    x: 任意形状 any shape    p: 丢弃概率 probability of dropping    u: 形如 x like x，[0, 1)    training: bool
    返回 returns: 形如 x like x
    """
    raise NotImplementedError


def dropout_backward(dy, p, u, training):
    """反向。Backward. dy, u: 形状相同 same shape    返回 returns: dx"""
    raise NotImplementedError


def dropout_channels(x, p, u, training):
    """整个通道一起丢弃。Drops whole channels. x: (N, C, ...)    u: (N, C)    返回 returns: 形如 x like x"""
    raise NotImplementedError
