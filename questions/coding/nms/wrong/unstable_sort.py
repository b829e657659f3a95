# reason.zh: 用不稳定的排序，分数相同时次序没有保证
# reason.en: sorts without stability, so that equal scores come in any order
# caught_by: equal scores: the lower number first
import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = np.maximum(sides, 0).prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / np.where(union > 0, union, np.inf)


def batched_nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores)
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[(_iou(boxes[best], boxes[rest]) <= threshold) | (classes[rest] != classes[best])]
    return np.array(keep, dtype=int)


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
