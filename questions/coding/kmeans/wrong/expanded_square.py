# reason.zh: 用 |x|² - 2x·c + |c|² 算距离，离原点远时精度全失
# reason.en: computes |x|² - 2x·c + |c|², which loses all digits far from the origin
# caught_by: data far from the origin
import numpy as np


def _squared_distances(x, centers):
    return (x**2).sum(axis=1)[:, None] - 2 * x @ centers.T + (centers**2).sum(axis=1)


def kmeans(x, centers, max_iter):
    for _ in range(max_iter):
        labels = _squared_distances(x, centers).argmin(axis=1)
        moved = centers.copy()
        for cluster in range(len(centers)):
            if (labels == cluster).any():
                moved[cluster] = x[labels == cluster].mean(axis=0)
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
