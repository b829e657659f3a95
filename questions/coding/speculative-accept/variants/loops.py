import numpy as np


def residual_distribution(p, q):
    out = [max(0.0, float(a) - float(b)) for a, b in zip(p, q)]
    z = sum(out)
    if z == 0:
        return np.array(p)
    return np.array([x / z for x in out])


def pick(dist, v):
    for t in range(len(dist)):
        v -= dist[t]
        if v < 0:
            return t
    return len(dist) - 1


def speculative_step(draft, p, q, u, v):
    tokens = []
    for i in range(len(draft)):
        t = int(draft[i])
        if not u[i] < p[i][t] / q[i][t]:
            tokens.append(pick(residual_distribution(p[i], q[i]), v))
            return {"tokens": tokens, "accepted": len(tokens) - 1}
        tokens.append(t)
    tokens.append(pick(p[len(draft)], v))
    return {"tokens": tokens, "accepted": len(draft)}


def expected_tokens(p, q, k):
    a = sum(min(x, y) for x, y in zip(p, q))
    if k == 0:
        return 1.0
    return 1 + a * expected_tokens(p, q, k - 1)
