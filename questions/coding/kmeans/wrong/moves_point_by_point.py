# reason.zh: 每分配一个点就移动一次中心，而不是整批更新
# reason.en: moves a centre after every point instead of after all of them
# caught_by: one iteration
import numpy as np


def _squared_distances(x, centers):
    return ((x[:, None] - centers) ** 2).sum(axis=2)


def kmeans(x, centers, max_iter):
    for _ in range(max_iter):
        moved, counts = centers.copy(), np.zeros(len(centers))
        for point in x:
            cluster = ((moved - point) ** 2).sum(axis=1).argmin()
            counts[cluster] += 1
            moved[cluster] += (point - moved[cluster]) / counts[cluster]
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
