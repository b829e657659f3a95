import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    ids = np.arange(len(rewards)) // group_size
    mean = np.bincount(ids, rewards) / group_size
    d = rewards - mean[ids]
    std = np.sqrt(np.bincount(ids, d * d) / group_size)
    return d / (std[ids] + eps)


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    w = mask / mask.sum(1, keepdims=True) / len(mask)
    A = np.broadcast_to(advantages.reshape(-1, 1), logps.shape)
    r = np.exp(np.where(mask, logps - old_logps, 0))
    r = np.where(A > 0, np.minimum(r, 1 + clip), np.maximum(r, 1 - clip))
    log_ratio = np.where(mask, logps - ref_logps, 0)
    kl = np.sum(w * (np.expm1(-log_ratio) + log_ratio))
    return {"loss": -np.sum(w * r * A) + beta * kl, "kl": kl}
