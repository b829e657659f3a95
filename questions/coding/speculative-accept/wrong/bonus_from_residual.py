# reason.zh: 全部接受时也从剩余分布抽
# reason.en: draws the extra token from a residual too
# caught_by: all accepted, one more for free
import numpy as np


def residual_distribution(p, q):
    # what the target wants more often than the draft offers
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    # equal distributions leave nothing, and are never rejected
    return rest / total if total > 0 else p


def speculative_step(draft, p, q, u, v):
    for i, token in enumerate(draft):
        # accept with probability min(1, p / q), written without a division
        if u[i] * q[i, token] < p[i, token]:
            continue
        # the first rejection ends the step: all later drafts rest on the wrong prefix
        return _step(draft[:i], residual_distribution(p[i], q[i]), v)
    # everything accepted: the target has already computed one more distribution
    return _step(draft, residual_distribution(p[-1], q[-1]), v)


def expected_tokens(p, q, k):
    # a drafted token is accepted with probability sum min(p, q)
    alpha = np.minimum(p, q).sum()
    # token i + 1 appears when i drafts were accepted; the last one is free
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    # inverse transform: the first token whose cumulative sum exceeds v
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
