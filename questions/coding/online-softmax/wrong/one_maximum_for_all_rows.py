# reason.zh: 各行用了同一个最大值
# reason.en: uses one maximum for all rows
# caught_by: the first block
import numpy as np


def merge(left, right):
    m = np.full(len(left[0]), np.maximum(left[0], right[0]).max())
    base = np.nan_to_num(m)  # finite where nothing was seen: -inf - -inf would be NaN
    a, b = np.exp(left[0] - base), np.exp(right[0] - base)
    return m, a * left[1] + b * right[1], a[:, None] * left[2] + b[:, None] * right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    weights = np.exp(scores - np.nan_to_num(top)[:, None])
    return merge(state, (top, weights.sum(axis=1), weights @ values))


def finish(state):
    _, total, acc = state
    return acc / np.maximum(total, 1.0)[:, None]
