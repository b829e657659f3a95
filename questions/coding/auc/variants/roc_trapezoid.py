import numpy as np


def auc(labels, scores):
    order = np.argsort(-scores, kind="stable")
    y, s = labels[order], scores[order]
    ends = np.append(np.nonzero(np.diff(s))[0], len(s) - 1)
    tp = np.append(0, np.cumsum(y)[ends])
    fp = np.append(0, np.cumsum(1 - y)[ends])
    if tp[-1] == 0 or fp[-1] == 0:
        return np.nan
    return float(np.sum(np.diff(fp) * (tp[1:] + tp[:-1]) / 2) / (tp[-1] * fp[-1]))


def gauc(labels, scores, groups):
    order = np.argsort(groups, kind="stable")
    cuts = np.nonzero(np.diff(groups[order]))[0] + 1
    values, sizes = [], []
    for part in np.split(order, cuts):
        if 0 < labels[part].sum() < len(part):
            values.append(auc(labels[part], scores[part]))
            sizes.append(len(part))
    return float(np.average(values, weights=sizes)) if sizes else np.nan
