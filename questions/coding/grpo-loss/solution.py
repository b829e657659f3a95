"""Group relative policy optimisation: advantages within a group, clipped policy term, KL to the reference."""

import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    # the responses to one prompt stand next to each other
    groups = rewards.reshape(len(rewards) // group_size, group_size)
    centred = groups - groups.mean(axis=1, keepdims=True)
    return (centred / (groups.std(axis=1, keepdims=True) + eps)).ravel()


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    # masked before the exponential: padding may overflow, and inf · 0 is NaN
    ratio = np.exp((logps - old_logps) * mask)
    # every token of a response has the advantage of the response
    advantage = advantages[:, None]
    gain = np.minimum(ratio * advantage, np.clip(ratio, 1 - clip, 1 + clip) * advantage)
    # an estimate of KL(policy || reference) that is unbiased and never negative
    gap = (ref_logps - logps) * mask
    kl = np.exp(gap) - gap - 1
    # first the mean over the tokens of each response, then the mean over responses
    lengths = mask.sum(axis=1)
    mean_gain = np.mean((gain * mask).sum(axis=1) / lengths)
    mean_kl = np.mean(kl.sum(axis=1) / lengths)  # the KL is 0 on padding
    return {"loss": beta * mean_kl - mean_gain, "kl": mean_kl}
