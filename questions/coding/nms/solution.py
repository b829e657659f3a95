"""Non-maximum suppression class by class, and with one class for all."""

import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = np.maximum(sides, 0).prod(axis=1)  # clipped side by side: two negatives would make a positive
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / np.where(union > 0, union, np.inf)


def batched_nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores, kind="stable")  # ties: the lower number first
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        # only a box that is kept suppresses others, and only those of its class
        order = rest[(_iou(boxes[best], boxes[rest]) <= threshold) | (classes[rest] != classes[best])]
    return np.array(keep, dtype=int)


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
