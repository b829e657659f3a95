# reason.zh: 更新是对的，合并却直接相加，没有换到共同的最大值
# reason.en: updates rightly but merges by plain addition, without a common maximum
# caught_by: merge two states
import numpy as np


def merge(left, right):
    return np.maximum(left[0], right[0]), left[1] + right[1], left[2] + right[2]


def update(state, scores, values):
    m = np.maximum(state[0], scores.max(axis=1))
    base = np.nan_to_num(m)
    shrink, weights = np.exp(state[0] - base), np.exp(scores - base[:, None])
    return m, shrink * state[1] + weights.sum(axis=1), shrink[:, None] * state[2] + weights @ values


def finish(state):
    return state[2] / np.maximum(state[1], 1.0)[:, None]
