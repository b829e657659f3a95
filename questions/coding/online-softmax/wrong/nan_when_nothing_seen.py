# reason.zh: 还没有见过有限分数的行得到 NaN
# reason.en: gives NaN in rows that have seen no finite score
# caught_by: fully masked rows, with and without a past
import numpy as np


def merge(left, right):
    m = np.maximum(left[0], right[0])
    base = m
    a, b = np.exp(left[0] - base), np.exp(right[0] - base)
    return m, a * left[1] + b * right[1], a[:, None] * left[2] + b[:, None] * right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    weights = np.exp(scores - np.nan_to_num(top)[:, None])
    return merge(state, (top, weights.sum(axis=1), weights @ values))


def finish(state):
    _, total, acc = state
    return acc / np.maximum(total, 1.0)[:, None]
