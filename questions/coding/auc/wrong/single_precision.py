# reason.zh: 把分数转成 float32，接近的分数变成并列
# reason.en: converts the scores to float32, so that close ones become tied
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
