# reason.zh: 一直用第一块的最大值作基准
# reason.en: keeps the maximum of the first block as the reference
# caught_by: the block raises the maximum
import numpy as np


def merge(left, right):
    m = np.where(np.isneginf(left[0]), right[0], left[0])
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
