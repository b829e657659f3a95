# reason.zh: 剩余分布没有把负的部分截成 0
# reason.en: does not clip the residual at 0
# caught_by: the residual distribution
import numpy as np


def residual_distribution(p, q):
    rest = p - q
    total = rest.sum()
    return rest / total if abs(total) > 1e-300 else p


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
