# reason.zh: 只和上一个保留的框比较
# reason.en: compares with the last box kept only
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
    for box in order:
        if not keep or _iou(boxes[keep[-1]], boxes[[box]])[0] <= threshold or classes[keep[-1]] != classes[box]:
            keep.append(box)
    return np.array(keep, dtype=int)


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
