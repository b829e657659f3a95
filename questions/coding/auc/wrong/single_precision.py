# reason.zh: 把接近的分数当作并列（转成 float32、先四舍五入或按容差比较都会这样）
# reason.en: treats close scores as tied, as a conversion to float32, rounding or a tolerance does
# caught_by: scores very close together
import numpy as np


def auc(labels, scores):
    values, where, counts = np.unique(scores.astype(np.float32), return_inverse=True, return_counts=True)
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
