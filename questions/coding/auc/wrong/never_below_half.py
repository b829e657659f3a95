# reason.zh: 结果小于一半时返回 1 - AUC
# reason.en: returns 1 - AUC when the result is below one half
# caught_by: ranked the wrong way round
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    value = (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / pairs
    return max(value, 1 - value)


def gauc(labels, scores, groups):
    total = weight = 0
    for group in np.unique(groups):
        inside = groups == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
