# reason.zh: 只用 11 个等距阈值近似曲线
# reason.en: approximates the curve with 11 evenly spaced thresholds
# caught_by: no ties
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    cuts = np.linspace(scores.max(), scores.min(), 11)
    tpr = np.r_[0, [(scores[labels == 1] >= c).mean() for c in cuts]]
    fpr = np.r_[0, [(scores[labels == 0] >= c).mean() for c in cuts]]
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
