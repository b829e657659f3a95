import numpy as np


def residual_distribution(p, q):
    d = (p - q).clip(min=0)
    if not d.any():
        return p.copy()
    return d / d.sum()


def speculative_step(draft, p, q, u, v):
    K = len(draft)
    rows = np.arange(K)
    accept = u < np.minimum(1, p[rows, draft] / q[rows, draft])
    n = K if accept.all() else int(np.argmin(accept))
    # a zero row for the draft beyond the end makes the bonus token an ordinary residual
    padded = np.vstack([q, np.zeros(q.shape[1])])
    dist = residual_distribution(p[n], padded[n])
    last = int(np.argmax(np.cumsum(dist) > v))
    return {"tokens": draft[:n].tolist() + [last], "accepted": n}


def expected_tokens(p, q, k):
    # 1 - total variation distance
    a = 1 - 0.5 * np.abs(p - q).sum()
    return k + 1.0 if np.isclose(a, 1) else (1 - a ** (k + 1)) / (1 - a)
