# reason.zh: 两个分布只是接近就当作相同
# reason.en: takes distributions that are merely close for equal
# caught_by: distributions that are nearly equal
import numpy as np


def residual_distribution(p, q):
    # what the target wants more often than the draft offers
    rest = np.maximum(p - q, 0.0)
    total = rest.sum()
    return p if np.allclose(p, q) else rest / total


def speculative_step(draft, p, q, u, v):
    for i, token in enumerate(draft):
        # accept with probability min(1, p / q), written without a division
        if u[i] * q[i, token] < p[i, token]:
            continue
        # the first rejection ends the step: all later drafts rest on the wrong prefix
        return _step(draft[:i], residual_distribution(p[i], q[i]), v)
    # everything accepted: the target has already computed one more distribution
    return _step(draft, p[-1], v)


def expected_tokens(p, q, k):
    # a drafted token is accepted with probability sum min(p, q)
    alpha = np.minimum(p, q).sum()
    # token i + 1 appears when i drafts were accepted; the last one is free
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    # inverse transform: the first token whose cumulative sum exceeds v
    last = np.searchsorted(np.cumsum(distribution), v, side="right")
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
