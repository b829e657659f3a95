# reason.zh: KL 用了对数比 log π - log π_ref，可能为负
# reason.en: estimates the KL by the plain log-ratio, which may be negative
# caught_by: a random batch
import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    groups = rewards.reshape(len(rewards) // group_size, group_size)
    centred = groups - groups.mean(axis=1, keepdims=True)
    return (centred / (groups.std(axis=1, keepdims=True) + eps)).ravel()


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    ratio = np.exp((logps - old_logps) * mask)
    advantage = advantages[:, None]
    gain = np.minimum(ratio * advantage, np.clip(ratio, 1 - clip, 1 + clip) * advantage)
    gap = (ref_logps - logps) * mask
    kl = -gap
    lengths = mask.sum(axis=1)
    mean_gain = np.mean((gain * mask).sum(axis=1) / lengths)
    mean_kl = np.mean((kl * mask).sum(axis=1) / lengths)
    return {"loss": beta * mean_kl - mean_gain, "kl": mean_kl}
