# reason.zh: 算的是平均精确率（PR 曲线），不是 ROC 的面积
# reason.en: computes the average precision of the PR curve instead
# caught_by: no ties
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    hits = labels[np.argsort(-scores, kind="stable")] == 1
    return (np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].sum() / positives


def gauc(labels, scores, groups):
    total = weight = 0
    for group in np.unique(groups):
        inside = groups == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
