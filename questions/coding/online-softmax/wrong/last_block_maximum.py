# reason.zh: 新的 `m` 取本块的最大值，本块全被掩码时才留旧的
# reason.en: takes the block's maximum as the new `m`, and keeps the old one only where the block is masked
# caught_by: the block stays below the maximum
import numpy as np


def merge(left, right):
    m = np.maximum(left[0], right[0])
    base = np.nan_to_num(m)
    a, b = np.exp(left[0] - base), np.exp(right[0] - base)
    return m, a * left[1] + b * right[1], a[:, None] * left[2] + b[:, None] * right[2]


def update(state, scores, values):
    top = scores.max(axis=1)
    m = np.where(np.isfinite(top), top, state[0])
    base = np.nan_to_num(m)
    shrink, weights = np.exp(state[0] - base), np.exp(scores - base[:, None])
    return m, shrink * state[1] + weights.sum(axis=1), shrink[:, None] * state[2] + weights @ values


def finish(state):
    _, total, acc = state
    return acc / np.maximum(total, 1.0)[:, None]
