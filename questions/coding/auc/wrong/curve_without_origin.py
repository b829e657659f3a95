# reason.zh: ROC 曲线没有从 (0, 0) 开始，丢了第一个梯形
# reason.en: starts the ROC curve after (0, 0) and loses its first trapezoid
# caught_by: all scores equal
import numpy as np


def auc(labels, scores):
    where = np.unique(scores, return_inverse=True)[1]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    tpr = np.cumsum(np.bincount(where, labels == 1)[::-1]) / positives
    fpr = np.cumsum(np.bincount(where, labels == 0)[::-1]) / (len(labels) - positives)
    return (np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2).sum()


def gauc(labels, scores, groups):
    total = weight = 0
    for group in np.unique(groups):
        inside = groups == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
