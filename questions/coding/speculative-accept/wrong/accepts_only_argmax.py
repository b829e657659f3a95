# reason.zh: 只有草稿等于目标的 argmax 才接受
# reason.en: accepts a draft only if it is the most likely token of the target
# caught_by: all accepted, one more for free
import numpy as np


def residual_distribution(p, q):
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    return rest / total if total > 0 else p


def speculative_step(draft, p, q, u, v):
    for i, token in enumerate(draft):
        if token == p[i].argmax():
            continue
        return _step(draft[:i], residual_distribution(p[i], q[i]), v)
    return _step(draft, p[-1], v)


def expected_tokens(p, q, k):
    alpha = np.minimum(p, q).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
