import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """批归一化的前向。Batch normalisation, forward.

    x: (N, C, ...)    gamma, beta, running_mean, running_var: (C,)    training: bool
    返回 returns: y 形如 x like x, running_mean (C,), running_var (C,)
    """
    raise NotImplementedError


def batchnorm_backward(dy, x, gamma, eps=1e-5):
    """训练模式的反向。Backward in training mode. dy: 形如 x like x    返回 returns: dx, dgamma (C,), dbeta (C,)"""
    raise NotImplementedError
