import numpy as np


def auc(labels, scores):
    """ROC 曲线下面积。Area under the ROC curve.

    labels: (N,) 0 或 1 int    scores: (N,)    返回 returns: float
    """
    raise NotImplementedError


def gauc(labels, scores, groups):
    """按组的 AUC 加权平均。Average of the AUC over groups, weighted by size.

    groups: (N,) 组号 int    返回 returns: float
    """
    raise NotImplementedError
