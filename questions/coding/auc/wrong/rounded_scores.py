# reason.zh: 把相差不到某个小常数的分数当作并列（如先四舍五入到 6 位小数，或差不超过 1e-9）
# reason.en: treats scores less than a small constant apart as tied, as rounding to 6 decimals or a tolerance of 1e-9 does
# caught_by: scores 1e-13 apart
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(np.round(scores, 6), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    return (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / pairs


def gauc(labels, scores, groups):
    total = weight = 0
    for group in np.unique(groups):
        inside = groups == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
