# reason.zh: v 恰好等于累计和时取到了概率为 0 的 token
# reason.en: can draw a token of probability 0 when v meets the cumulative sum
# caught_by: v = 0: no token of probability 0 is drawn
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
    alpha = np.minimum(p, q).sum()
    return sum(alpha**i for i in range(k + 1))


def _step(kept, distribution, v):
    last = np.searchsorted(np.cumsum(distribution), v)
    return {"tokens": np.append(kept, last).tolist(), "accepted": len(kept)}
