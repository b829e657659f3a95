# reason.zh: 对比值取 min，再乘优势，优势为负时截错了一侧
# reason.en: takes the minimum of the ratios before multiplying by the advantage, which clips the wrong side where the advantage is negative
# caught_by: negative advantage, ratio too small: clipped
import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    groups = rewards.reshape(len(rewards) // group_size, group_size)
    centred = groups - groups.mean(axis=1, keepdims=True)
    return (centred / (groups.std(axis=1, keepdims=True) + eps)).ravel()


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    ratio = np.exp((logps - old_logps) * mask)
    advantage = advantages[:, None]
    gain = np.minimum(ratio, np.clip(ratio, 1 - clip, 1 + clip)) * advantage
    gap = (ref_logps - logps) * mask
    kl = np.exp(gap) - gap - 1
    lengths = mask.sum(axis=1)
    mean_gain = np.mean((gain * mask).sum(axis=1) / lengths)
    mean_kl = np.mean(kl.sum(axis=1) / lengths)
    return {"loss": beta * mean_kl - mean_gain, "kl": mean_kl}
