"""Online softmax: a running maximum, and sums that are rescaled whenever it rises."""

import numpy as np


def merge(left, right):
    m = np.maximum(left[0], right[0])
    base = np.nan_to_num(m)  # finite where nothing was seen: -inf - -inf would be NaN
    # sums relative to an old maximum are worth exp(old - new) of it relative to the new
    a, b = np.exp(left[0] - base), np.exp(right[0] - base)
    return m, a * left[1] + b * right[1], a[:, None] * left[2] + b[:, None] * right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    weights = np.exp(scores - np.nan_to_num(top)[:, None])
    # a block is a state of its own, relative to its own maximum
    return merge(state, (top, weights.sum(axis=1), weights @ values))


def finish(state):
    _, total, acc = state
    # the total is at least 1 where anything was seen, and acc is 0 where nothing was
    return acc / np.maximum(total, 1.0)[:, None]
