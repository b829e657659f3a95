import numpy as np


def kmeans(x, centers, max_iter):
    k = len(centers)
    labels = None
    while True:
        gaps = np.stack([np.einsum("nd,nd->n", x - c, x - c) for c in centers])
        new = gaps.argmin(0)
        if max_iter == 0 or (labels is not None and np.array_equal(new, labels)):
            return np.array(centers), new, float(gaps.min(0).sum())
        labels, max_iter = new, max_iter - 1
        member = np.eye(k)[labels]
        counts = member.sum(0)
        shift = x.mean(0)
        means = member.T @ (x - shift) / np.maximum(counts, 1)[:, None] + shift
        centers = np.where(counts[:, None] > 0, means, centers)


def kmeans_pp(x, u):
    best = np.ones(len(x))
    picks = np.zeros(len(u), dtype=int)
    for j, r in enumerate(u):
        edges = np.cumsum(best)
        picks[j] = np.argmax(edges > r * edges[-1])
        gap = ((x - x[picks[j]]) ** 2).sum(1)
        best = gap if j == 0 else np.minimum(best, gap)
    return picks
