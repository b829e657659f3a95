# reason.zh: 丢掉了之前的状态，只剩本块
# reason.en: drops the earlier state and keeps the block only
# caught_by: the block stays below the maximum
import numpy as np


def merge(left, right):
    left = np.full(len(left[0]), -np.inf), 0 * left[1], 0 * left[2]
    m = np.maximum(left[0], right[0])
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
