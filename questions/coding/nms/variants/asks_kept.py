import numpy as np

def _iou(p, q):
    w = min(p[2], q[2]) - max(p[0], q[0])
    h = min(p[3], q[3]) - max(p[1], q[1])
    inter = max(w, 0.0) * max(h, 0.0)
    union = (p[2] - p[0]) * (p[3] - p[1]) + (q[2] - q[0]) * (q[3] - q[1]) - inter
    return inter / union if union > 0 else 0.0

def _run(boxes, scores, classes, threshold):
    kept = []
    todo = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    for i in todo:
        if all(classes[i] != classes[j] or _iou(boxes[i], boxes[j]) <= threshold for j in kept):
            kept.append(i)
    return kept

def nms(boxes, scores, threshold):
    return _run(boxes, scores, [0] * len(scores), threshold)

def batched_nms(boxes, scores, classes, threshold):
    return _run(boxes, scores, classes, threshold)
