"""Cases of the Keras variant of cnn-digits: shapes and logits for given weights, and accuracy for the whole."""

from pathlib import Path

import numpy as np
from comparing import Difference, case, compare

ENTRY = "logits"
RTOL, ATOL = 1e-4, 1e-4  # float32
ACCURACY = 0.88
with np.load(Path(__file__).parent.parent / "data" / "digits.npz") as stored:
    IMAGES, LABELS = stored["images"].T.reshape(-1, 8, 8), stored["labels"].astype(np.int64)
CLASS = {image.tobytes(): int(label) for image, label in zip(IMAGES, LABELS)}


def cases(rng):
    def weights(filters, units):
        shapes = (3, 3, 1, filters), (filters,), (9 * filters, units), (units,), (units, 10), (10,)
        return [rng.normal(size=shape).astype(np.float32) * (0.4 if len(shape) > 1 else 0.2) for shape in shapes]

    order = rng.permutation(len(IMAGES))
    raw = IMAGES[order[:5]]
    return [
        case("缩放：像素到 0 至 1，通道在最后", "prepare: pixels from 0 to 1, channels last", call="prepare", images=raw),
        case("模型：各权重的形状", "model: shapes of the weights", call="shapes", filters=6, units=20),
        case("模型：给定权重的 logits", "model: logits for given weights", call="logits", images=raw, weights=weights(4, 12), filters=4, units=12),
        case("模型：1 张图，1 个滤波器", "model: one image, one filter", call="logits", images=raw[:1], weights=weights(1, 3), filters=1, units=3),
        case("识别：给定权重的类别", "recognise: classes for given weights", call="classes", images=IMAGES[order[5:60]], weights=weights(3, 8), filters=3, units=8),
        case(
            "手写数字：准确率至少 0.88", "digits: accuracy of at least 0.88",
            call="accuracy", trained=True, images=IMAGES[order[:1200]], labels=LABELS[order[:1200]], queries=IMAGES[order[1200:]],
            filters=8, units=32, epochs=6, seed=int(rng.integers(1000)),
        ),
    ]  # fmt: skip


def oracle(case):
    args = case.args
    if case.call == "prepare":
        return np.array([[[[pixel / 16] for pixel in row] for row in image.tolist()] for image in args["images"]])
    if case.call == "shapes":
        filters, units = args["filters"], args["units"]
        return [[3, 3, 1, filters], [filters], [9 * filters, units], [units], [units, 10], [10]]
    if case.call == "logits":
        return logits(args["images"], *args["weights"])
    if case.call == "classes":
        return logits(args["images"], *args["weights"]).argmax(axis=1)
    return np.array([CLASS[image.tobytes()] for image in args["queries"]])


def check(case, got, want):
    if case.call == "classes":
        scores = logits(case.args["images"], *case.args["weights"])
        best = np.sort(scores, axis=1)
        if isinstance(got, np.ndarray) and got.shape == want.shape:
            want = np.where(best[:, -1] - best[:, -2] < 1e-4, got, want)  # too close for float32
    if case.call != "accuracy":
        return compare(got, want, rtol=RTOL, atol=ATOL)
    if not isinstance(got, np.ndarray) or got.shape != want.shape or got.dtype.kind not in "iu":
        return compare(got, want)
    right = float((got == want).mean())
    if right >= ACCURACY:
        return None
    return Difference(
        f"准确率是 {right:.3f}，至少应为 {ACCURACY}",
        f"the accuracy is {right:.3f}; at least {ACCURACY} is asked for",
        expected=f">= {ACCURACY}", got=f"{right:.3f}",
    )  # fmt: skip


def logits(images, kernel, bias, w1, b1, w2, b2):
    """The network in float64, image by image; the flattening is row, column, channel."""
    out = []
    for image in images / 16:
        conv = np.zeros((6, 6, kernel.shape[3]))
        for i, j in np.ndindex(6, 6):
            conv[i, j] = np.tensordot(image[i : i + 3, j : j + 3], kernel[:, :, 0].astype(float), 2) + bias
        conv = np.maximum(conv, 0)
        pooled = [conv[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max(axis=(0, 1)) for i, j in np.ndindex(3, 3)]
        out.append(np.maximum(np.concatenate(pooled) @ w1 + b1, 0) @ w2 + b2)
    return np.array(out)
