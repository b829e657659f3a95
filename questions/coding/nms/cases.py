"""Cases of nms; the oracle goes down the list and asks each box kept so far."""

import numpy as np
from comparing import case, compare

ENTRY = "nms"


def cases(rng):
    def drawn(number, threshold, *, around=3, spread=6.0, classes=0):
        while True:  # no overlap may stand so near the threshold that rounding decides
            middle = rng.uniform(0, 40, (around, 2))[rng.integers(0, around, number)]
            corner = middle + spread * rng.uniform(-1, 1, (number, 2))
            boxes = np.hstack([corner, corner + rng.uniform(5, 20, (number, 2))])
            overlaps = np.array([[iou(a, b) for b in boxes.tolist()] for a in boxes.tolist()])
            if np.abs(overlaps - threshold).min() > 1e-6:
                break
        given = {"boxes": boxes, "scores": rng.uniform(size=number), "threshold": threshold}
        return given | ({"classes": rng.integers(0, classes, number) * 7 - 5} if classes else {})

    # b overlaps a and c, c does not overlap a: b falls, so c stays
    chain = np.array([[12.0, 0, 22, 10], [0, 0, 10, 10], [6, 0, 16, 10]])
    tied = drawn(24, 0.4)
    tied["scores"] = np.repeat([0.25, 0.5, 0.75], 8)[rng.permutation(24)]
    exact = np.array([[0.0, 0, 2, 2], [0, 0, 2, 1], [5, 5, 9, 9], [5, 5, 8, 9]])
    apart = np.array([[0.0, 0, 4, 4], [10, 10, 14, 14], [4, 4, 8, 8], [0, 4, 4, 9], [-6, -6, -2, -2]])
    flat = np.array([[1.0, 1, 1, 1], [1, 1, 1, 1], [0, 0, 2, 2], [1, 0, 1, 2]])
    tiny = 1e-4 * np.array([[0.0, 0, 1, 1], [0, 0, 1, 0.9], [1, 1, 2, 2], [0.1, 0, 1, 1]])
    small = drawn(25, 0.2, around=5)
    small["boxes"] = small["boxes"] / 80 + 0.1
    below = drawn(30, 0.3, around=2, classes=4)
    below["boxes"] -= below["boxes"].max() + 1  # the largest coordinate is -1
    two = {"boxes": np.array([[0.0, 0, 10, 10]] * 3), "scores": np.array([0.9, 0.7, 0.8]), "classes": np.array([1, 0, 1])}
    return [
        case("30 个框，阈值 0.5", "30 boxes, threshold 0.5", **drawn(30, 0.5)),
        case("归一化坐标，阈值 0.2", "normalised coordinates, threshold 0.2", **small),
        case("被抑制的框不再抑制别的框", "a suppressed box suppresses nothing", boxes=chain, scores=np.array([0.6, 0.9, 0.8]), threshold=0.2),
        case("IoU 恰等于阈值时保留", "an IoU equal to the threshold is kept", boxes=exact, scores=np.array([0.9, 0.8, 0.6, 0.7]), threshold=0.5),
        case("分数相同时编号小的在前", "equal scores: the lower number first", **tied),
        case("不相交的框都保留", "disjoint boxes are all kept", boxes=apart, scores=rng.uniform(size=5), threshold=0.0),
        case("面积为零的框", "boxes without area", boxes=flat, scores=np.array([0.4, 0.3, 0.2, 0.9]), threshold=0.0),
        case("极小的框", "very small boxes", boxes=tiny, scores=np.array([0.9, 0.8, 0.7, 0.6]), threshold=0.5),
        case("一个框也没有", "no box at all", boxes=np.zeros((0, 4)), scores=np.zeros(0), threshold=0.5),
        case("按类别：三类", "by class: three classes", call="batched_nms", **drawn(40, 0.45, around=2, classes=3)),
        case("按类别：同一位置的两类", "by class: two classes in one place", call="batched_nms", threshold=0.3, **two),
        case("按类别：坐标有负数", "by class: negative coordinates", call="batched_nms", **below),
    ]  # fmt: skip


def iou(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def oracle(case):
    given = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in case.args.items()}
    classes = given.get("classes") or [0] * len(given["scores"])
    keep = []
    for number in sorted(range(len(classes)), key=lambda i: (-given["scores"][i], i)):
        rivals = [other for other in keep if classes[other] == classes[number]]
        if all(iou(given["boxes"][number], given["boxes"][other]) <= given["threshold"] for other in rivals):
            keep.append(number)
    return np.array(keep, dtype=int)


def check(case, got, want):
    return compare(np.array(got, dtype=None if len(got) else int) if isinstance(got, (list, tuple)) else got, want)
