"""Cases of kmeans; the oracle goes point by point in plain Python."""

from math import fsum

import numpy as np
from comparing import case

ENTRY = "kmeans"


def cases(rng):
    def blobs(points, width, clusters, spread=1.0):
        return rng.normal(size=(clusters, width))[rng.integers(0, clusters, points)] * 3 + spread * rng.normal(size=(points, width))

    def start(points, width, clusters, **rest):
        x = blobs(points, width, clusters)
        return {"x": x, "centers": x[rng.permutation(points)[:clusters]] + 0.1, **rest}

    def unfinished(points, width, clusters, max_iter):
        while True:  # one iteration more must show
            given = start(points, width, clusters, max_iter=max_iter)
            if lloyd(**given) != lloyd(**given | {"max_iter": max_iter + 1}):
                return given

    def seeding(points, width, clusters, chosen):
        while True:  # the nearest, the farthest and the sum over the points chosen must lead elsewhere
            given = {"x": blobs(points, width, clusters), "u": rng.uniform(size=chosen)}
            if len({tuple(drawn(**given, over=over)) for over in (min, max, fsum)}) == 3:
                return given

    far = start(25, 2, 3, max_iter=40)
    far["x"], far["centers"] = far["x"] + 1e7, far["centers"] + 1e7
    empty = start(12, 2, 4, max_iter=1)
    empty["centers"][2] = 90.0 + rng.uniform(size=2)
    ties = {"x": np.array([[0.0], [4], [2], [10], [12]]), "centers": np.array([[4.0], [0], [11]]), "max_iter": 1}
    twice = rng.normal(size=(3, 2))[[0, 0, 1, 1, 2]]
    return [
        case("一次迭代", "one iteration", **unfinished(20, 3, 4, 1)),
        case("迭代到收敛", "until it converges", **start(40, 2, 5, max_iter=100)),
        case("两次迭代，还没收敛", "two iterations, not converged", **unfinished(60, 4, 6, 2)),
        case("max_iter = 0 只分配", "max_iter = 0 only assigns", **start(9, 2, 3, max_iter=0)),
        case("空簇留在原处", "an empty cluster stays", **empty),
        case("距离相同时取编号小的", "equal distances: the lower number", **ties),
        case("数据离原点很远", "data far from the origin", **far),
        case("k-means++ 选 5 个", "k-means++ takes 5", call="kmeans_pp", x=blobs(30, 3, 5), u=rng.uniform(size=5)),
        case("k-means++ 选 8 个", "k-means++ takes 8", call="kmeans_pp", **seeding(50, 2, 4, 8)),
        case("k-means++ 不选重复的点", "k-means++ never takes a copy", call="kmeans_pp", x=twice, u=np.array([0.1, 0.0, 0.999])),
    ]


def squared(a, b):
    return fsum((float(x) - float(y)) ** 2 for x, y in zip(a, b))


def nearest(point, centers):
    return min((squared(point, center), number) for number, center in enumerate(centers))


def lloyd(x, centers, max_iter):
    x, centers = x.tolist(), centers.tolist()
    for _ in range(max_iter):
        members = {}
        for point in x:
            members.setdefault(nearest(point, centers)[1], []).append(point)
        centers = [
            [fsum(column) / len(members[number]) for column in zip(*members[number])] if number in members else center
            for number, center in enumerate(centers)
        ]
    return centers


def drawn(x, u, over=min):
    x, chosen = x.tolist(), []
    for uniform in u:
        weights = [over(squared(point, x[other]) for other in chosen) if chosen else 1.0 for point in x]
        below, total = 0.0, fsum(weights)
        for number, weight in enumerate(weights):
            below += weight
            if below > uniform * total:
                break
        chosen.append(number)
    return chosen


def oracle(case):
    if case.call == "kmeans_pp":
        return np.array(drawn(**case.args))
    x = case.args["x"].tolist()
    centers = lloyd(**case.args)
    final = [nearest(point, centers) for point in x]
    return np.array(centers), np.array([number for _, number in final]), fsum(distance for distance, _ in final)
