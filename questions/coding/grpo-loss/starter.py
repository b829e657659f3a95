import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    """组内标准化的优势。Advantages normalised within each group.

    rewards: (N,)，每 group_size 个相邻的是一组 each group_size neighbours form a group
    返回 returns: (N,)
    """
    raise NotImplementedError


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    """GRPO 损失。The GRPO loss.

    logps, old_logps, ref_logps: (N, T)    advantages: (N,)    mask: (N, T) int
    返回 returns: {"loss": float, "kl": float}
    """
    raise NotImplementedError
