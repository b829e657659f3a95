# reason.zh: 把空簇移到离中心最远的点上
# reason.en: moves an empty cluster to the point farthest from its centre
# caught_by: an empty cluster stays
import numpy as np


def _squared_distances(x, centers):
    return ((x[:, None] - centers) ** 2).sum(axis=2)


def kmeans(x, centers, max_iter):
    for _ in range(max_iter):
        labels = _squared_distances(x, centers).argmin(axis=1)
        moved = centers.copy()
        for cluster in range(len(centers)):
            if (labels == cluster).any():
                moved[cluster] = x[labels == cluster].mean(axis=0)
        for cluster in np.setdiff1d(np.arange(len(centers)), labels):
            moved[cluster] = x[_squared_distances(x, centers).min(axis=1).argmax()]
        if (moved == centers).all():
            break
        centers = moved
    distances = _squared_distances(x, centers)
    return centers, distances.argmin(axis=1), distances.min(axis=1).sum()


def kmeans_pp(x, u):
    chosen = [int(u[0] * len(x))]
    for uniform in u[1:]:
        nearest = _squared_distances(x, x[chosen]).min(axis=1)
        chosen.append(np.searchsorted(np.cumsum(nearest / nearest.sum()), uniform, side="right"))
    return np.array(chosen)
