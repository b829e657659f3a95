import numpy as np


def _factor(old, new):
    with np.errstate(invalid="ignore"):
        return np.where(np.isneginf(old), 0.0, np.exp(old - new))


def update(state, scores, values):
    m, l, acc = state
    new = np.maximum(m, np.amax(scores, 1))
    shrink = _factor(m, new)
    p = _factor(scores, new[:, None])
    return new, l * shrink + np.einsum("rc->r", p), acc * shrink[:, None] + np.einsum("rc,ce->re", p, values)


def merge(left, right):
    m = np.where(left[0] > right[0], left[0], right[0])
    parts = [(_factor(s[0], m), s) for s in (left, right)]
    return m, sum(f * s[1] for f, s in parts), sum(f[:, None] * s[2] for f, s in parts)


def finish(state):
    out = np.zeros_like(state[2])
    return np.divide(state[2], state[1][:, None], out=out, where=state[1][:, None] > 0)
