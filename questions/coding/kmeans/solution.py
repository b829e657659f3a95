"""k-means: Lloyd's iterations from given centres, and k-means++ seeding from given uniform numbers."""

import numpy as np


def _squared_distances(x, centers):
    # of the differences themselves: |x|² - 2x·c + |c|² loses all digits far from the origin
    return ((x[:, None] - centers) ** 2).sum(axis=2)


def kmeans(x, centers, max_iter):
    for _ in range(max_iter):
        labels = _squared_distances(x, centers).argmin(axis=1)  # argmin takes the lowest number among ties
        moved = centers.copy()
        for cluster in range(len(centers)):
            if (labels == cluster).any():  # the centre of an empty cluster stays
                moved[cluster] = x[labels == cluster].mean(axis=0)
        if (moved == centers).all():
            break
        centers = moved
    distances = _squared_distances(x, centers)  # once more: the labels belong to the centres returned
    return centers, distances.argmin(axis=1), distances.min(axis=1).sum()


def kmeans_pp(x, u):
    chosen = [int(u[0] * len(x))]
    for uniform in u[1:]:
        nearest = _squared_distances(x, x[chosen]).min(axis=1)
        # inverse of the cumulative distribution; "right" never takes a point of probability 0
        chosen.append(np.searchsorted(np.cumsum(nearest / nearest.sum()), uniform, side="right"))
    return np.array(chosen)
