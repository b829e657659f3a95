import numpy as np


def loss_and_grads(x, y, w1, b1, w2, b2, weight_decay=0.0):
    """两层网络的损失和梯度。Loss and gradients of a two-layer network.

    x: (N, D)    y: (N,) 类别 class numbers    w1: (D, H)    b1: (H,)    w2: (H, C)    b2: (C,)
    返回 returns: loss, {"w1": …, "b1": …, "w2": …, "b2": …}
    """
    raise NotImplementedError


def train(x, y, w1, b1, w2, b2, lr, steps, weight_decay=0.0):
    """全批量梯度下降 steps 步。Full-batch gradient descent for `steps` steps.

    返回 returns: {"w1": …, "b1": …, "w2": …, "b2": …}
    """
    raise NotImplementedError
