# reason.zh: merge 只给左边乘了因子，右边没有换算到共同的最大值
# reason.en: rescales only the left state in merge and adds the right one as it is
# caught_by: merge two states
import numpy as np


def _common(left, right):
    m = np.maximum(left[0], right[0])
    base = np.nan_to_num(m)
    return m, np.exp(left[0] - base), np.exp(right[0] - base)


def merge(left, right):
    m, a, _ = _common(left, right)
    return m, a * left[1] + right[1], a[:, None] * left[2] + right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    weights = np.exp(scores - np.nan_to_num(top)[:, None])
    m, a, b = _common(state, (top,))
    return m, a * state[1] + b * weights.sum(axis=1), a[:, None] * state[2] + b[:, None] * (weights @ values)


def finish(state):
    _, total, acc = state
    return acc / np.maximum(total, 1.0)[:, None]
