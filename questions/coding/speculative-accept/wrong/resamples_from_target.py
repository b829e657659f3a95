# reason.zh: residual_distribution 没有错，拒绝之后却没有用它，而是从 p 抽样
# reason.en: resamples from p after a rejection instead of from the residual, though residual_distribution is right
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
        return _step(draft[:i], p[i], v)
    return _step(draft, p[-1], v)


def expected_tokens(p, q, k):
    alpha = np.minimum(p, q).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
