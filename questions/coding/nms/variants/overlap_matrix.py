import numpy as np


def _sorted(scores):
    return np.lexsort((np.arange(len(scores)), -scores))


def _greedy(boxes, order, threshold, rival):
    x1, y1, x2, y2 = boxes[order].T
    w = np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1)
    h = np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1)
    both = w.clip(0) * h.clip(0)
    area = (x2 - x1) * (y2 - y1)
    union = area[:, None] + area - both
    iou = np.divide(both, union, out=np.zeros_like(both), where=union > 0)
    hit = (iou > threshold) & rival
    alive = np.ones(len(order), dtype=bool)
    for i in range(len(order)):
        if alive[i]:
            alive[i + 1 :] &= ~hit[i, i + 1 :]
    return order[alive]


def nms(boxes, scores, threshold):
    return _greedy(boxes, _sorted(scores), threshold, True)


def batched_nms(boxes, scores, classes, threshold):
    order = _sorted(scores)
    c = classes[order]
    return _greedy(boxes, order, threshold, c[:, None] == c)
