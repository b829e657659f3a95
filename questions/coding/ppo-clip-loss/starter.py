import numpy as np


def gae(rewards, values, mask, gamma=1.0, lam=0.95):
    """广义优势估计。Generalised advantage estimation.

    rewards, values: (B, T)    mask: (B, T) int，1 在前 0 在后 ones, then zeros
    返回 returns: {"advantages": (B, T), "returns": (B, T)}
    """
    raise NotImplementedError


def ppo_loss(logps, old_logps, advantages, values, old_values, returns, mask, clip=0.2, value_coef=0.5):
    """PPO 的截断损失。The clipped loss of PPO.

    七个数组都是 (B, T) seven arrays of shape (B, T)
    返回 returns: {"loss", "policy_loss", "value_loss", "clip_fraction"}，都是 float all floats
    """
    raise NotImplementedError
