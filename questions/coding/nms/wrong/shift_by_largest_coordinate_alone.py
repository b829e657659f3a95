# reason.zh: 各类平移“类别 × 最大坐标”，坐标有负数时仍会相遇
# reason.en: moves each class by its number times the largest coordinate, which fails with negative coordinates
# caught_by: by class: negative coordinates
import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = np.maximum(sides, 0).prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / np.where(union > 0, union, np.inf)


def batched_nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores, kind="stable")
    keep = []
    if len(boxes):
        boxes = boxes + (classes * boxes.max())[:, None]
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[_iou(boxes[best], boxes[rest]) <= threshold]
    return np.array(keep, dtype=int)


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
