import numpy as np


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    """有效位置的平均交叉熵。The mean cross-entropy of the counted positions.

    logits: (..., K)    labels: (...) 整数 integers
    返回 returns: float
    """
    raise NotImplementedError


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    """平均交叉熵对 logits 的梯度。The gradient of the mean cross-entropy.

    返回 returns: (..., K)
    """
    raise NotImplementedError
