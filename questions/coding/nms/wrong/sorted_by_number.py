# reason.zh: 返回的编号按大小而不是按分数排列
# reason.en: returns the numbers in ascending order instead of by score
# caught_by: 30 boxes, threshold 0.5
import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = np.maximum(sides, 0).prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / np.where(union > 0, union, np.inf)


def batched_nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores, kind="stable")
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[(_iou(boxes[best], boxes[rest]) <= threshold) | (classes[rest] != classes[best])]
    return np.sort(np.array(keep, dtype=int))


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
