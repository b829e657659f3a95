import numpy as np


def attention_mask(valid, new, window=None):
    """因果、填充与滑动窗口的掩码。The mask of causality, padding and a sliding window.

    valid: (B, S) bool, False 为填充 means padding
    new: 查询个数 number of queries; 它们是最后 new 个位置 they are the last positions
    返回 returns: (B, 1, new, S) bool, True 为看得见 means visible
    """
    raise NotImplementedError


def masked_softmax(scores, mask):
    """沿最后一轴做 softmax，全被掩码的行为 0。Softmax over the last axis; fully masked rows are 0.

    scores: (B, H, T, S)    mask: 可广播到它的形状的 bool; broadcasts to its shape
    返回 returns: (B, H, T, S)
    """
    raise NotImplementedError
