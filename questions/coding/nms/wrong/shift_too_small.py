# reason.zh: 按类别平移的距离不够（最大坐标 + 1），坐标有负数时不同类的框仍会重叠
# reason.en: moves the classes too little apart, by the largest coordinate plus 1, so that with negative coordinates they still overlap
# caught_by: by class: negative coordinates
import numpy as np


def _iou(a, b):
    width = max(min(a[2], b[2]) - max(a[0], b[0]), 0.0)
    height = max(min(a[3], b[3]) - max(a[1], b[1]), 0.0)
    both = width * height
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both
    return both / union if union > 0 else 0.0


def nms(boxes, scores, threshold):
    keep = []
    for number in sorted(range(len(scores)), key=lambda i: (-scores[i], i)):
        if all(_iou(boxes[number], boxes[other]) <= threshold for other in keep):
            keep.append(number)
    return keep


def batched_nms(boxes, scores, classes, threshold):
    if len(boxes) == 0:
        return []
    step = boxes.max() + 1
    return nms(boxes + (classes * step)[:, None], scores, threshold)
