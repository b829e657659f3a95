import numpy as np


def gae(rewards, values, mask, gamma=1.0, lam=0.95):
    m = mask.astype(float)
    v = np.concatenate([values * m, np.zeros((len(values), 1))], axis=1)
    delta = (rewards + gamma * v[:, 1:] - v[:, :-1]) * m
    adv = delta.copy()
    for t in reversed(range(delta.shape[1] - 1)):
        adv[:, t] += gamma * lam * adv[:, t + 1]
    return {"advantages": adv, "returns": adv + v[:, :-1]}


def ppo_loss(logps, old_logps, advantages, values, old_values, returns, mask, clip=0.2, value_coef=0.5):
    ratio = np.exp(np.where(mask, logps - old_logps, 0.0))
    a = -advantages * ratio
    b = -advantages * np.clip(ratio, 1.0 - clip, 1.0 + clip)
    mean = lambda x: np.average(x, weights=mask)
    pg = mean(np.maximum(a, b))
    vclip = old_values + np.clip(values - old_values, -clip, clip)
    vf = 0.5 * mean(np.maximum((values - returns) ** 2, (vclip - returns) ** 2))
    return {
        "policy_loss": pg,
        "value_loss": vf,
        "loss": pg + value_coef * vf,
        "clip_fraction": mean((b > a).astype(float)),
    }
