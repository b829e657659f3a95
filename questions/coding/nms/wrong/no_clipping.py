# reason.zh: 相交的边长没有截到 0，两个负数相乘成了正面积
# reason.en: does not clip the sides at 0, so that two negative sides make an area
# caught_by: disjoint boxes are all kept
import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = sides.prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / np.where(union > 0, union, np.inf)


def batched_nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores, kind="stable")
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[(_iou(boxes[best], boxes[rest]) <= threshold) | (classes[rest] != classes[best])]
    return np.array(keep, dtype=int)


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
