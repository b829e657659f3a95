"""Cases of cnn-digits: loops for the layers, finite differences for the gradients, accuracy for the whole."""

from pathlib import Path

import numpy as np
from comparing import Difference, case, compare

ENTRY = "loss_and_gradients"
ACCURACY = 0.88
with np.load(Path(__file__).parent / "data" / "digits.npz") as stored:
    IMAGES, LABELS = stored["images"].T.reshape(-1, 8, 8), stored["labels"].astype(np.int64)
CLASS = {image.tobytes(): int(label) for image, label in zip(IMAGES, LABELS)}


def cases(rng):
    def network(filters, kernel, inner, classes, channels=1):
        shape = (filters, channels, *kernel)
        return {
            "conv_w": rng.normal(size=shape) * (2 / np.prod(shape[1:])) ** 0.5, "conv_b": rng.normal(size=filters) * 0.1,
            "w": rng.normal(size=(inner, classes)) / inner**0.5, "b": rng.normal(size=classes) * 0.1,
        }  # fmt: skip

    tied = rng.permutation(np.repeat([0.0, 1.0, 3.0], 12)).reshape(1, 1, 6, 6)
    tied[0, 0, :2, :2], tied[0, 0, 2:4, 2:4] = 3.0, [[1.0, 3.0], [3.0, 0.0]]
    start = network(8, (3, 3), 72, 10)
    start |= {"conv_b": np.zeros(8), "b": np.zeros(10)}
    order = rng.permutation(len(IMAGES))
    train, ask = order[:1200], order[1200:]
    batches = np.array([rng.choice(1200, size=48, replace=False) for _ in range(210)])
    small = {"images": rng.normal(size=(6, 1, 6, 7)), "labels": rng.permutation([0, 3, 1, 3, 2, 0])}
    return [
        case(
            "卷积：多通道，核不是方的", "conv: several channels, kernel not square",
            call="conv2d", x=rng.normal(size=(2, 3, 6, 5)), w=rng.normal(size=(4, 3, 3, 2)), b=rng.normal(size=4),
        ),
        case(
            "卷积：核与图像一样大", "conv: kernel as large as the image",
            call="conv2d", x=rng.normal(size=(2, 2, 3, 4)), w=rng.normal(size=(3, 2, 3, 4)), b=rng.normal(size=3),
        ),
        case(
            "卷积的反向", "conv: backward",
            call="conv2d_backward", grad=rng.normal(size=(2, 4, 4, 4)), x=rng.normal(size=(2, 3, 6, 5)), w=rng.normal(size=(4, 3, 3, 2)),
        ),
        case(
            "卷积的反向：1 个滤波器，1×1 的核", "conv: backward of one 1×1 filter",
            call="conv2d_backward", grad=rng.normal(size=(3, 1, 3, 4)), x=rng.normal(size=(3, 2, 3, 4)), w=rng.normal(size=(1, 2, 1, 1)),
        ),
        case("池化：边缘有余数，值全为负", "pool: a remainder at the edge, all values negative", call="max_pool", x=-1 - rng.random((2, 3, 7, 8)), size=3),
        case(
            "池化的反向：边缘有余数", "pool: backward with a remainder",
            call="max_pool_backward", grad=rng.normal(size=(2, 3, 2, 3)), x=rng.normal(size=(2, 3, 5, 7)), size=2,
        ),
        case(
            "池化的反向：最大值并列", "pool: backward with ties",
            call="max_pool_backward", grad=rng.normal(size=(1, 1, 3, 3)), x=tied, size=2,
        ),
        case(
            "全连接的反向", "linear: backward",
            call="linear_backward", grad=rng.normal(size=(5, 3)), x=rng.normal(size=(5, 4)), w=rng.normal(size=(4, 3)),
        ),
        case("整个网络：损失与梯度", "network: loss and gradients", **small, params=network(3, (3, 2), 18, 4)),
        case(
            "整个网络：彩色图像，logits 很大", "network: colour images and large logits",
            images=rng.normal(size=(3, 3, 5, 5)) * np.array([1, 1, 900])[:, None, None, None], labels=np.array([1, 0, 2]),
            params=network(2, (2, 2), 8, 3, 3) | {"w": -1 - rng.random((8, 3)), "b": np.array([1500.0, 0, -800])},
        ),
        case(
            "训练：3 个小批", "training: three batches",
            call="fit", **small, params=network(2, (3, 4), 8, 4), batches=np.array([[0, 3], [5, 1], [3, 4]]), rates=np.array([0.6, 0.3, 0.1]),
        ),
        case(
            "手写数字：准确率至少 0.88", "digits: accuracy of at least 0.88",
            call="recognise", trained=True, images=IMAGES[train], labels=LABELS[train], queries=IMAGES[ask], params=start, batches=batches, rates=np.linspace(0.5, 0.02, 210),
        ),
    ]  # fmt: skip


def oracle(case):
    args = case.args
    if case.call == "conv2d":
        return convolved(args["x"], args["w"], args["b"])
    if case.call == "max_pool":
        return pooled(args["x"], args["size"])
    if case.call == "conv2d_backward":
        x, w, grad = args["x"], args["w"], args["grad"]
        dx, dw = np.zeros(x.shape), np.zeros(w.shape)
        for n, f, i, j in np.ndindex(grad.shape):  # each output spreads its slope over what it read
            place = n, slice(None), slice(i, i + w.shape[2]), slice(j, j + w.shape[3])
            dx[place] += grad[n, f, i, j] * w[f]
            dw[f] += grad[n, f, i, j] * x[place]
        return dx, dw, np.array([grad[:, f].sum() for f in range(grad.shape[1])])
    if case.call == "max_pool_backward":
        return unpooled(args["grad"], args["x"], args["size"])
    if case.call == "linear_backward":
        grad, x, w = args["grad"], args["x"], args["w"]
        return (
            np.array([sum(g * column for g, column in zip(row, w.T)) for row in grad]),
            sum(np.outer(one, row) for one, row in zip(x, grad)),
            sum(grad),
        )
    if case.call == "loss_and_gradients":
        return slopes(args["images"], args["labels"], args["params"])
    if case.call == "recognise":
        return np.array([CLASS[image.tobytes()] for image in args["queries"]])
    params = args["params"]
    for batch, rate in zip(args["batches"], args["rates"]):
        grads = slopes(args["images"][batch], args["labels"][batch], params)[1]
        params = {name: value - rate * grads[name] for name, value in params.items()}
    return params


def check(case, got, want):
    if case.call != "recognise":
        # gradients of the whole network are known by finite differences only
        loose = case.call in ("", "loss_and_gradients", "fit")
        return compare(got, want, rtol=1e-5 if loose else 1e-6, atol=1e-6 if loose else 1e-8)
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


def convolved(x, w, b):
    rows, columns = w.shape[2:]
    out = np.zeros((len(x), len(w), x.shape[2] - rows + 1, x.shape[3] - columns + 1))
    for f, c, r, s in np.ndindex(w.shape):  # every weight moves a shifted copy of its channel
        out[:, f] += w[f, c, r, s] * x[:, c, r : r + out.shape[2], s : s + out.shape[3]]
    return out + b[:, None, None]


def windows(x, size):
    for n, c, i, j in np.ndindex(*x.shape[:2], x.shape[2] // size, x.shape[3] // size):
        yield (n, c, i, j), x[n, c, i * size : (i + 1) * size, j * size : (j + 1) * size]


def pooled(x, size):
    height, width = x.shape[2] // size * size, x.shape[3] // size * size
    shifted = [x[:, :, r:height:size, s:width:size] for r, s in np.ndindex(size, size)]
    return np.max(shifted, axis=0)


def unpooled(grad, x, size):
    dx = np.zeros(x.shape)
    for (n, c, i, j), window in windows(x, size):
        r, s = next((r, s) for r, s in np.ndindex(size, size) if window[r, s] == window.max())
        dx[n, c, i * size + r, j * size + s] = grad[n, c, i, j]
    return dx


def losses(images, labels, params):
    """The loss of each image."""
    hidden = pooled(np.maximum(convolved(images, params["conv_w"], params["conv_b"]), 0), 2)
    logits = [one.ravel() @ params["w"] + params["b"] for one in hidden]
    return np.array([np.logaddexp.reduce(row) - row[label] for row, label in zip(logits, labels)])


def slopes(images, labels, params):
    """The loss, and every derivative by central differences, extrapolated from two steps."""
    out = {}
    for name, value in params.items():
        out[name] = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            rates = []
            for step in (2e-5, 1e-5):
                up, down = value.copy(), value.copy()
                up[place] += step
                down[place] -= step
                rates.append((losses(images, labels, params | {name: up}) - losses(images, labels, params | {name: down})).mean() / 2 / step)
            out[name][place] = (4 * rates[1] - rates[0]) / 3
    return losses(images, labels, params).mean(), out
