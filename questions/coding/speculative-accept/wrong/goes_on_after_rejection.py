# reason.zh: 拒绝之后继续看后面的草稿
# reason.en: goes on with later drafts after a rejection
# caught_by: rejected midway, later drafts are void
import numpy as np


def residual_distribution(p, q):
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    return rest / total if total > 0 else p


def speculative_step(draft, p, q, u, v):
    kept, end = [], None
    for i, token in enumerate(draft):
        if u[i] * q[i, token] < p[i, token]:
            kept.append(token)
        elif end is None:
            end = residual_distribution(p[i], q[i])
    return _step(kept, p[-1] if end is None else end, v)


def expected_tokens(p, q, k):
    alpha = np.minimum(p, q).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
