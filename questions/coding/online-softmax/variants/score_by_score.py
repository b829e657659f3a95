import math

import numpy as np


def _push(m, l, acc, s, weight, value):
    if s == -math.inf:
        return m, l, acc
    if s <= m:
        factor = math.exp(s - m)
        return m, l + factor * weight, acc + factor * value
    factor = math.exp(m - s)
    return s, l * factor + weight, acc * factor + value


def _fold(state, pieces):
    rows = []
    for r in range(len(state[0])):
        row = float(state[0][r]), float(state[1][r]), state[2][r]
        for s, weight, value in pieces(r):
            row = _push(*row, s, weight, value)
        rows.append(row)
    return tuple(np.array([row[i] for row in rows]) for i in range(3))


def update(state, scores, values):
    return _fold(state, lambda r: [(float(s), 1.0, v) for s, v in zip(scores[r], values)])


def merge(left, right):
    return _fold(left, lambda r: [(float(right[0][r]), float(right[1][r]), right[2][r])])


def finish(state):
    return np.array([acc / l if l > 0 else np.zeros_like(acc) for _, l, acc in zip(*state)])
