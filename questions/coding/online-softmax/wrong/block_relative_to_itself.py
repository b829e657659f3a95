# reason.zh: 本块以自己的最大值为基准，没有换到共同的最大值
# reason.en: leaves the block relative to its own maximum instead of the common one
# caught_by: the block stays below the maximum
import numpy as np


def merge(left, right):
    m = np.maximum(left[0], right[0])
    base = np.nan_to_num(m)  # finite where nothing was seen: -inf - -inf would be NaN
    a, b = np.exp(left[0] - base), np.exp(np.maximum(right[0], base) - base)
    return m, a * left[1] + b * right[1], a[:, None] * left[2] + b[:, None] * right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    weights = np.exp(scores - np.nan_to_num(top)[:, None])
    return merge(state, (top, weights.sum(axis=1), weights @ values))


def finish(state):
    _, total, acc = state
    return acc / np.maximum(total, 1.0)[:, None]
