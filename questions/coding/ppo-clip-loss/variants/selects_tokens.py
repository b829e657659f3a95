import numpy as np


def gae(rewards, values, mask, gamma=1.0, lam=0.95):
    B, T = rewards.shape
    adv, ret = np.zeros((B, T)), np.zeros((B, T))
    for b in range(B):
        n = mask[b].sum()
        nxt = np.append(values[b, 1:n], 0.0)
        delta = rewards[b, :n] + gamma * nxt - values[b, :n]
        # upper triangular matrix of discounts
        gap = np.arange(n)[None, :] - np.arange(n)[:, None]
        adv[b, :n] = np.where(gap >= 0, (gamma * lam) ** np.maximum(gap, 0).astype(float), 0.0) @ delta
        ret[b, :n] = adv[b, :n] + values[b, :n]
    return {"advantages": adv, "returns": ret}


def ppo_loss(logps, old_logps, advantages, values, old_values, returns, mask, clip=0.2, value_coef=0.5):
    on = mask.astype(bool)
    lp, olp, A, v, ov, R = (x[on] for x in (logps, old_logps, advantages, values, old_values, returns))
    r = np.exp(lp - olp)
    limit = np.where(A >= 0, 1 + clip, 1 - clip)
    too_far = np.where(A >= 0, r > limit, r < limit)
    pg = -np.mean(np.where(too_far, limit, r) * A)
    vc = np.clip(v, ov - clip, ov + clip)
    vl = 0.5 * np.mean(np.maximum(np.square(v - R), np.square(vc - R)))
    return dict(loss=pg + value_coef * vl, policy_loss=pg, value_loss=vl, clip_fraction=np.mean(too_far))
