# reason.zh: 并集加了 1e-6 之类的常数（或以它为下限），极小的框算不出重叠
# reason.en: adds a constant such as 1e-6 to the union, or bounds it from below, so that very small boxes hardly overlap
# caught_by: very small boxes
import numpy as np


def _iou(a, b):
    width = max(min(a[2], b[2]) - max(a[0], b[0]), 0.0)
    height = max(min(a[3], b[3]) - max(a[1], b[1]), 0.0)
    both = width * height
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both
    return both / (union + 1e-6)


def nms(boxes, scores, threshold):
    keep = []
    for number in sorted(range(len(scores)), key=lambda i: (-scores[i], i)):
        if all(_iou(boxes[number], boxes[other]) <= threshold for other in keep):
            keep.append(number)
    return keep


def batched_nms(boxes, scores, classes, threshold):
    keep = []
    for one in set(classes.tolist()):
        inside = np.flatnonzero(classes == one)
        keep += [int(inside[place]) for place in nms(boxes[inside], scores[inside], threshold)]
    return sorted(keep, key=lambda i: (-scores[i], i))
