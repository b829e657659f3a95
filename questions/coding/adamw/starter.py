import numpy as np


def adamw_step(theta, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    """AdamW 的一步。One step of AdamW.

    theta, grad, m, v: 形状相同 same shape    t: 从 1 开始 counted from 1
    返回 returns: theta, m, v
    """
    raise NotImplementedError


def adamw(theta, grads, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    """从零状态开始走 T 步。T steps from a zero state. grads: (T, *theta.shape)    返回 returns: theta"""
    raise NotImplementedError
