# reason.zh: 只把相邻且同组的样本当作一组
# reason.en: takes only neighbouring samples of one group together
# caught_by: GAUC of four groups
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
    runs = np.r_[0, np.cumsum(groups[1:] != groups[:-1])]
    for group in np.unique(runs):
        inside = runs == group
        value = auc(labels[inside], scores[inside])
        if not np.isnan(value):
            total += value * inside.sum()
            weight += inside.sum()
    return total / weight if weight else float("nan")
