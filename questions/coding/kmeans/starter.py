import numpy as np


def kmeans(x, centers, max_iter):
    """Lloyd 迭代。Lloyd's iterations.

    x: (N, D)    centers: (K, D)    max_iter: int
    返回 returns: centers (K, D), labels (N,) int, inertia float
    """
    raise NotImplementedError


def kmeans_pp(x, u):
    """k-means++ 初始化。k-means++ seeding.

    x: (N, D)    u: (K,) [0, 1) 上的均匀随机数 uniform numbers from [0, 1)
    返回 returns: (K,) int，选中的点的编号 numbers of the points chosen
    """
    raise NotImplementedError
