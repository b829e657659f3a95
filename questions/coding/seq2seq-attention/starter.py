import numpy as np

PAD, BOS = 0, 1

# 参数 parameters p: {"e": (V, D), "u": (D, D), "f": (V, D), "v": (D, D), "w": (D, D), "o": (2 * D, V)}


def attend(state, memory, mask, w):
    """一步注意力。One step of attention.

    state: (B, D)    memory: (B, S, E)    mask: (B, S) bool，True 为真词元 True for real tokens    w: (D, E)
    返回 returns: context (B, E), weights (B, S)
    """
    raise NotImplementedError


def loss_and_grads(p, source, target):
    """教师强制的损失和梯度。Loss and gradients with teacher forcing.

    source: (B, S) int    target: (B, T) int    返回 returns: loss, 形如 p 的字典 a dict like p
    """
    raise NotImplementedError


def greedy_decode(p, source, steps):
    """贪心解码。Greedy decoding. 返回 returns: (B, steps) int"""
    raise NotImplementedError
