import math

import numpy as np


def group_advantages(rewards, group_size, eps=1e-4):
    out = []
    for k in range(len(rewards) // group_size):
        g = rewards[k * group_size : (k + 1) * group_size]
        m = sum(g) / group_size
        var = sum((x - m) ** 2 for x in g) / group_size
        out.extend((x - m) / (math.sqrt(var) + eps) for x in g)
    return np.array(out)


def grpo_loss(logps, old_logps, ref_logps, advantages, mask, clip=0.2, beta=0.04):
    loss = total_kl = 0.0
    N = len(logps)
    for i in range(N):
        n = int(mask[i].sum())
        for t in range(logps.shape[1]):
            if not mask[i, t]:
                continue
            r = math.exp(logps[i, t] - old_logps[i, t])
            c = min(max(r, 1 - clip), 1 + clip)
            d = ref_logps[i, t] - logps[i, t]
            kl = math.exp(d) - d - 1
            a = advantages[i]
            loss += (max(-a * r, -a * c) + beta * kl) / n / N
            total_kl += kl / n / N
    return {"loss": loss, "kl": total_kl}
