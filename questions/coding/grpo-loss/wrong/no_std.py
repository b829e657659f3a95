# reason.zh: 没有除以标准差
# reason.en: does not divide by the standard deviation
# caught_by: three prompts with four responses each
import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    groups = rewards.reshape(len(rewards) // group_size, group_size)
    centred = groups - groups.mean(axis=1, keepdims=True)
    return centred.ravel()


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
