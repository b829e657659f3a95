# reason.zh: 并列的一对记 0 而不是一半
# reason.en: counts a tied pair as 0 instead of one half
# caught_by: many ties
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    return (scores[labels == 1][:, None] > scores[labels == 0]).sum() / pairs


def gauc(labels, scores, groups):
    total = weight = 0
    for group in np.unique(groups):
        inside = groups == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
