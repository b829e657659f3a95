import numpy as np


def sequence_logps(logits, tokens, mask):
    """每个回答的对数概率。The log-probability of each response.

    logits: (B, T, V)    tokens: (B, T) int    mask: (B, T) int，1 表示回答里的 token marks response tokens
    返回 returns: (B,)
    """
    raise NotImplementedError


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1, label_smoothing=0.0):
    """DPO 损失。The DPO loss.

    四个数组都是 (B,) 的回答对数概率 four arrays (B,) of response log-probabilities
    返回 returns: {"loss": float, "chosen_rewards": (B,), "rejected_rewards": (B,), "accuracy": float}
    """
    raise NotImplementedError
