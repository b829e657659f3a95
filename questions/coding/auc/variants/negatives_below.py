import numpy as np

def auc(labels, scores):
    labels = np.asarray(labels)
    scores = np.asarray(scores)
    P = int((labels == 1).sum())
    N = len(labels) - P
    if P == 0 or N == 0:
        return float('nan')
    vals, where = np.unique(scores, return_inverse=True)
    where = where.ravel()
    pos = np.bincount(where, weights=labels == 1, minlength=len(vals))
    neg = np.bincount(where, weights=labels != 1, minlength=len(vals))
    below = np.cumsum(neg) - neg
    return float((pos * (below + 0.5 * neg)).sum() / P / N)

def gauc(labels, scores, groups):
    groups = np.asarray(groups)
    order = np.argsort(groups, kind='stable')
    g = groups[order]
    cuts = np.flatnonzero(g[1:] != g[:-1]) + 1
    num = den = 0.0
    for part in np.split(order, cuts):
        a = auc(labels[part], scores[part])
        if a == a:
            num += a * len(part)
            den += len(part)
    return num / den if den else float('nan')
