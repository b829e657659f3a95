import numpy as np


def distillation_loss(student, teacher, labels, temperature, alpha):
    """知识蒸馏损失。The knowledge-distillation loss.

    student, teacher: (N, K) logit    labels: (N,) 整数 integers, -1 为无标签 means unlabelled
    返回 returns: float, alpha * hard + (1 - alpha) * T**2 * KL
    """
    raise NotImplementedError


def distillation_grad(student, teacher, labels, temperature, alpha):
    """损失对 student 的梯度。The gradient with respect to student.

    返回 returns: (N, K)
    """
    raise NotImplementedError
