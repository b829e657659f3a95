# reason.zh: 没有加 eps，奖励全部相同时除以 0
# reason.en: leaves out eps and divides by 0 where all rewards are equal
# caught_by: all rewards of a group are equal
import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    groups = rewards.reshape(len(rewards) // group_size, group_size)
    centred = groups - groups.mean(axis=1, keepdims=True)
    return (centred / (groups.std(axis=1, keepdims=True))).ravel()


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    ratio = np.exp((logps - old_logps) * mask)
    advantage = advantages[:, None]
    gain = np.minimum(ratio * advantage, np.clip(ratio, 1 - clip, 1 + clip) * advantage)
    gap = (ref_logps - logps) * mask
    kl = np.exp(gap) - gap - 1
    lengths = mask.sum(axis=1)
    mean_gain = np.mean((gain * mask).sum(axis=1) / lengths)
    mean_kl = np.mean((kl * mask).sum(axis=1) / lengths)
    return {"loss": beta * mean_kl - mean_gain, "kl": mean_kl}
