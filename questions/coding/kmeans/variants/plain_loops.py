import bisect
import itertools

import numpy as np


def _near(p, centers):
    best, where = None, 0
    for j, c in enumerate(centers):
        d = float(((p - c) ** 2).sum())
        if best is None or d < best:
            best, where = d, j
    return best, where


def kmeans(x, centers, max_iter):
    centers = [c.copy() for c in centers]
    for _ in range(max_iter):
        groups = [[] for _ in centers]
        for p in x:
            groups[_near(p, centers)[1]].append(p)
        for j, g in enumerate(groups):
            if g:
                centers[j] = np.mean(g, axis=0)
    ends = [_near(p, centers) for p in x]
    return np.array(centers), np.array([j for _, j in ends]), sum(d for d, _ in ends)


def kmeans_pp(x, u):
    picks = [int(np.floor(u[0] * len(x)))]
    while len(picks) < len(u):
        weights = [min(float(((p - x[i]) ** 2).sum()) for i in picks) for p in x]
        edges = list(itertools.accumulate(weights))
        picks.append(bisect.bisect_right(edges, u[len(picks)] * edges[-1]))
    return np.array(picks)
