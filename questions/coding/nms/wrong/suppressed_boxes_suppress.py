# reason.zh: 被抑制的框还在抑制别的框
# reason.en: lets suppressed boxes suppress others
# caught_by: a suppressed box suppresses nothing
import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = np.maximum(sides, 0).prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / np.where(union > 0, union, np.inf)


def batched_nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores, kind="stable")
    keep = []
    for place, box in enumerate(order):
        if not ((_iou(boxes[box], boxes[order[:place]]) > threshold) & (classes[order[:place]] == classes[box])).any():
            keep.append(box)
    return np.array(keep, dtype=int)


def nms(boxes, scores, threshold):
    return batched_nms(boxes, scores, np.zeros(len(boxes)), threshold)
