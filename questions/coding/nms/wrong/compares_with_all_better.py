# reason.zh: 与所有分数更高的框比较，而不是只与保留的比较：被抑制的框还在抑制别的框
# reason.en: compares with all better boxes instead of those kept, so that a box that fell still suppresses others
# caught_by: a suppressed box suppresses nothing
import numpy as np


def _iou(a, b):
    width = max(min(a[2], b[2]) - max(a[0], b[0]), 0.0)
    height = max(min(a[3], b[3]) - max(a[1], b[1]), 0.0)
    both = width * height
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both
    return both / union if union > 0 else 0.0


def nms(boxes, scores, threshold):
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    return [
        number
        for place, number in enumerate(order)
        if all(_iou(boxes[number], boxes[other]) <= threshold for other in order[:place])
    ]


def batched_nms(boxes, scores, classes, threshold):
    keep = []
    for one in set(classes.tolist()):
        inside = np.flatnonzero(classes == one)
        keep += [int(inside[place]) for place in nms(boxes[inside], scores[inside], threshold)]
    return sorted(keep, key=lambda i: (-scores[i], i))
