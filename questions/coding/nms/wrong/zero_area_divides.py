# reason.zh: 两个面积为零的框得到 0/0，被当作重叠
# reason.en: gets 0/0 for two boxes without area and drops the second
# caught_by: boxes without area
import numpy as np


def _iou(box, others):
    sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
    inter = np.maximum(sides, 0).prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(axis=1) - inter
    return inter / union


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
