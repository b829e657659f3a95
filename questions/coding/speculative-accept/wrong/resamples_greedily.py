# reason.zh: 拒绝之后取剩余分布的 argmax
# reason.en: takes the most likely token of the residual instead of sampling
# caught_by: the first is rejected
import numpy as np


def residual_distribution(p, q):
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    return rest / total if total > 0 else p


def speculative_step(draft, p, q, u, v):
    for i, token in enumerate(draft):
        if u[i] * q[i, token] < p[i, token]:
            continue
        return _step(draft[:i], np.eye(len(p[i]))[residual_distribution(p[i], q[i]).argmax()], v)
    return _step(draft, p[-1], v)


def expected_tokens(p, q, k):
    alpha = np.minimum(p, q).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
