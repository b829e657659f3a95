import bisect
from collections import defaultdict


def auc(labels, scores):
    negatives = sorted(float(s) for y, s in zip(labels, scores) if not y)
    positives = [float(s) for y, s in zip(labels, scores) if y]
    if not negatives or not positives:
        return float("nan")
    won = sum(bisect.bisect_left(negatives, s) + bisect.bisect_right(negatives, s) for s in positives)
    return won / (2 * len(negatives) * len(positives))


def gauc(labels, scores, groups):
    rows = defaultdict(list)
    for y, s, g in zip(labels, scores, groups):
        rows[int(g)].append((y, s))
    found = [(len(r), auc(*zip(*r))) for r in rows.values() if len({int(y) for y, _ in r}) == 2]
    return sum(n * a for n, a in found) / sum(n for n, _ in found) if found else float("nan")
