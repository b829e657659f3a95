import math

import numpy as np


def _dot(x, y):
    return sum(p * q for p, q in zip(x, y))


def _units(rows):
    return [[x / math.hypot(*row) for x in row] for row in rows.tolist()]


def _one(scores, right):
    top = max(scores)
    return top + math.log(sum(math.exp(s - top) for s in scores)) - scores[right]


def infonce(a, b, temperature=0.07, symmetric=True):
    a, b = _units(a), _units(b)
    N = len(a)
    one_way = sum(_one([_dot(a[i], y) / temperature for y in b], i) for i in range(N)) / N
    if not symmetric:
        return one_way
    return (one_way + sum(_one([_dot(b[i], x) / temperature for x in a], i) for i in range(N)) / N) / 2


def nt_xent(a, b, temperature=0.5):
    N, rows = len(a), _units(np.vstack([a, b]))
    total = 0.0
    for i in range(2 * N):
        others = [j for j in range(2 * N) if j != i]
        total += _one([_dot(rows[i], rows[j]) / temperature for j in others], others.index((i + N) % (2 * N)))
    return total / (2 * N)
