"""ROC AUC from ranks, ties counted half, and its average over groups (GAUC)."""

import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores, return_inverse=True, return_counts=True)
    # equal scores share the mean of the ranks they occupy: that counts a tied pair as one half
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[where]
    positives = (labels == 1).sum()
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return float("nan")
    # the ranks of the positives, less what they take up among themselves, count the negatives below them
    return (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / pairs


def gauc(labels, scores, groups):
    total = weight = 0
    for group in np.unique(groups):
        inside = groups == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):  # all clicked or none: no pair to rank, left out with its weight
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
