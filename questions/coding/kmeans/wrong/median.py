# reason.zh: 簇中心取了中位数
# reason.en: moves a centre to the median of its points
# caught_by: one iteration
import numpy as np


def _squared_distances(x, centers):
    return ((x[:, None] - centers) ** 2).sum(axis=2)


def kmeans(x, centers, max_iter):
    for _ in range(max_iter):
        labels = _squared_distances(x, centers).argmin(axis=1)
        moved = centers.copy()
        for cluster in range(len(centers)):
            if (labels == cluster).any():
                moved[cluster] = np.median(x[labels == cluster], axis=0)
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
