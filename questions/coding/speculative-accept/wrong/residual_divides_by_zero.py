# reason.zh: 两个分布相同时除以 0
# reason.en: divides by 0 when the distributions are equal
# caught_by: equal distributions
import numpy as np


def residual_distribution(p, q):
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    return rest / total


def speculative_step(draft, p, q, u, v):
    for i, token in enumerate(draft):
        if u[i] * q[i, token] < p[i, token]:
            continue
        return _step(draft[:i], residual_distribution(p[i], q[i]), v)
    return _step(draft, p[-1], v)


def expected_tokens(p, q, k):
    alpha = np.minimum(p, q).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
