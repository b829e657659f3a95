"""Cases of cross-entropy; the oracle goes position by position, and differentiates with complex steps."""

import math

import numpy as np
from comparing import case

ENTRY = "cross_entropy"


def cases(rng):
    def batch(*shape, classes, ignored=0, at=-100, scale=2.0):
        labels = rng.integers(0, classes, size=shape)
        labels[labels == at] += 1
        flat = labels.reshape(-1)
        flat[rng.permutation(flat.size)[:ignored]] = at
        return {"logits": scale * rng.normal(size=(*shape, classes)), "labels": labels}

    ragged = batch(3, 5, classes=4)
    ragged["labels"][0, 1:] = ragged["labels"][1, 3:] = -100
    far = batch(4, classes=3)
    far["logits"][np.arange(4), far["labels"]] -= 3000.0
    far["logits"] += np.array([[2000.0], [-2000.0], [900.0], [0.0]])
    return [
        case("一批样本", "a batch", **batch(6, classes=5)),
        case("序列长短不一，其余忽略", "ragged sequences, the rest ignored", **ragged),
        case("ignore_index 是 0", "ignore_index is 0", ignore_index=0, **batch(2, 6, classes=4, ignored=5, at=0)),
        case("ignore_index 是 -1", "ignore_index is -1", ignore_index=-1, **batch(2, 4, classes=5, ignored=3, at=-1)),
        case("只有一个有效位置", "a single counted position", **batch(5, classes=6, ignored=4)),
        case("没有有效位置", "no counted position", **batch(2, 2, classes=3, ignored=4)),
        case(
            "标签平滑，有忽略的位置", "label smoothing with ignored positions",
            label_smoothing=0.2, **batch(3, 4, classes=5, ignored=3),
        ),
        case("logit 相差几千", "logits thousands apart", **far),
        case("梯度：有忽略的位置", "gradient: ignored positions", "cross_entropy_grad", **batch(3, 4, classes=5, ignored=4)),
        case(
            "梯度：标签平滑，ignore_index 是 2", "gradient: label smoothing, ignore_index is 2", "cross_entropy_grad",
            ignore_index=2, label_smoothing=0.1, **batch(7, classes=6, ignored=2, at=2),
        ),
        case("梯度：没有有效位置", "gradient: no counted position", "cross_entropy_grad", **batch(3, classes=4, ignored=3)),
        case("梯度：大的 logit", "gradient: large logits", "cross_entropy_grad", **batch(4, classes=3, scale=2000.0)),
    ]  # fmt: skip


def _loss(row, label, smoothing):
    """The loss of one position; `row` may be complex."""
    top = max(row.real)
    log_total = top + np.log(np.exp(row - top).sum())
    return (1 - smoothing) * (log_total - row[label]) + smoothing * (log_total - row).mean()


def oracle(case):
    logits, labels, smoothing = case.args["logits"], case.args["labels"], case.args.get("label_smoothing", 0.0)
    counted = np.argwhere(labels != case.args.get("ignore_index", -100)).tolist()
    if case.call != "cross_entropy_grad":
        losses = [_loss(logits[tuple(index)], labels[tuple(index)], smoothing) for index in counted]
        return math.fsum(losses) / len(losses) if losses else 0.0
    slope = np.zeros(logits.shape)
    for *index, k in (index + [k] for index in counted for k in range(logits.shape[-1])):
        moved = logits[tuple(index)].astype(complex)
        moved[k] += 1e-30j
        slope[(*index, k)] = _loss(moved, labels[tuple(index)], smoothing).imag / 1e-30 / len(counted)
    return slope
