# reason.zh: 新块把整行遮住时，忘了这一行之前见过的，状态被清空
# reason.en: forgets what a row has seen when a block masks it completely
# caught_by: fully masked rows, with and without a past
import numpy as np


def merge(left, right):
    m = np.maximum(left[0], right[0])
    base = np.nan_to_num(m)
    a, b = np.exp(left[0] - base), np.exp(right[0] - base)
    return m, a * left[1] + b * right[1], a[:, None] * left[2] + b[:, None] * right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    weights = np.exp(scores - np.nan_to_num(top)[:, None])
    m, total, acc = merge(state, (top, weights.sum(axis=1), weights @ values))
    seen = top > -np.inf
    return np.where(seen, m, -np.inf), np.where(seen, total, 0.0), np.where(seen[:, None], acc, 0.0)


def finish(state):
    _, total, acc = state
    return acc / np.maximum(total, 1.0)[:, None]
