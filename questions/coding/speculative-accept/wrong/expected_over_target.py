# reason.zh: 接受率按目标分布 p 平均，成了 Σ p·min(1, p/q)，而不是按草稿分布 q
# reason.en: averages the acceptance rate over the target, Σ p·min(1, p/q), instead of over the draft
# caught_by: tokens a step
import numpy as np


def residual_distribution(p, q):
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    return rest / total if total > 0 else p


def speculative_step(draft, p, q, u, v):
    for i, token in enumerate(draft):
        if u[i] * q[i, token] < p[i, token]:
            continue
        return _step(draft[:i], residual_distribution(p[i], q[i]), v)
    return _step(draft, p[-1], v)


def expected_tokens(p, q, k):
    alpha = (p * np.minimum(1.0, p / q)).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
