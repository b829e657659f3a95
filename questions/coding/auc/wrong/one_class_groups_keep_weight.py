# reason.zh: 只含一类的组不计分，权重却留在分母里
# reason.en: leaves groups of one class out of the sum but keeps their weight
# caught_by: GAUC with groups of one class
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
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
