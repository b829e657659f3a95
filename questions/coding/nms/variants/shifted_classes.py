def _area(b):
    return max(b[2] - b[0], 0) * max(b[3] - b[1], 0)


def _overlap(a, b):
    both = _area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))
    return both / (_area(a) + _area(b) - both) if both else 0.0


def nms(boxes, scores, threshold):
    left = sorted(range(len(scores)), key=lambda i: float(scores[i]), reverse=True)
    keep = []
    while left:
        first = left.pop(0)
        keep.append(first)
        left = [i for i in left if _overlap(boxes[first], boxes[i]) <= threshold]
    return keep


def batched_nms(boxes, scores, classes, threshold):
    # move the classes apart, so that boxes of two classes never meet
    span = boxes.max() - boxes.min() + 1
    return nms(boxes + (classes * span)[:, None], scores, threshold)
