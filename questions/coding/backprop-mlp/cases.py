"""Cases of backprop-mlp; the oracle differentiates the loss with complex steps, one parameter at a time."""

import numpy as np
from comparing import Difference, case, compare

ENTRY = "loss_and_grads"
NAMES = ("w1", "b1", "w2", "b2")
XOR = 0.15  # ln 2 is chance


def cases(rng):
    def network(samples, width, hidden, classes):
        while True:
            given = {
                "x": rng.normal(size=(samples, width)),
                "y": rng.integers(0, classes, samples),
                "w1": rng.normal(size=(width, hidden)),
                "b1": rng.normal(size=hidden),
                "w2": rng.normal(size=(hidden, classes)),
                "b2": rng.normal(size=classes),
            }
            z = given["x"] @ given["w1"] + given["b1"]
            if np.abs(z).min() > 1e-3 and (z > 0).any() and (z < 0).any():
                return given

    large = network(4, 3, 5, 3)
    large["b2"], large["y"][:2] = np.array([2000.0, 0.0, -2000.0]), [2, 1]
    # the first row stands thousands above the others, so that one maximum for all rows will not do
    large["x"][0], large["w1"][0], large["w2"][:, 0] = [9000, 0, 0], 0.5 + rng.random(5), 0.5 + rng.random(5)
    kink = network(2, 2, 3, 2)
    kink["x"][0], kink["b1"][:] = 0, [0.0, 0.5, -0.5]  # the first hidden unit stands exactly at 0
    asleep = network(3, 2, 4, 3)
    asleep["b1"][1:3] = -100
    xor = network(4, 2, 16, 2)
    xor |= {"x": np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]]), "y": np.array([0, 1, 1, 0])}
    return [
        case("5 个样本、4 类", "5 samples, 4 classes", **network(5, 3, 6, 4)),
        case("只有一个样本", "a single sample", **network(1, 2, 5, 3)),
        case("权重衰减", "weight decay", weight_decay=0.3, **network(4, 3, 5, 2)),
        case("预激活恰为 0", "a pre-activation of exactly 0", **kink),
        case("有隐藏单元不激活", "hidden units that never fire", **asleep),
        case("logits 很大时损失仍有限", "large logits: the loss stays finite", **large),
        case("梯度下降 3 步", "3 steps of gradient descent", call="train", lr=0.1, steps=3, **network(5, 3, 4, 2)),
        case("带权重衰减的 2 步", "2 steps with weight decay", call="train", lr=0.2, steps=2, weight_decay=0.5,
             **network(4, 2, 5, 3)),
        case("学会异或", "learns XOR", call="train", trained=True, lr=0.3, steps=400, **xor),
    ]  # fmt: skip


def loss(x, y, w1, b1, w2, b2, weight_decay=0.0):
    z = x @ w1 + b1
    logits = np.where(z.real > 0, z, 0) @ w2 + b2
    top = logits.real.max(axis=1, keepdims=True)
    total = np.log(np.exp(logits - top).sum(axis=1)) + top[:, 0] - logits[np.arange(len(y)), y]
    return total.mean() + weight_decay / 2 * ((w1 * w1).sum() + (w2 * w2).sum())


def gradients(given):
    found = {}
    for name in NAMES:
        found[name] = np.zeros_like(given[name])
        for index in np.ndindex(given[name].shape):
            moved = given[name].astype(complex)
            moved[index] += 1e-30j
            found[name][index] = loss(**{**given, name: moved}).imag / 1e-30
    return found


def oracle(case):
    if case.trained:
        return None
    given = dict(case.args)
    if case.call == "loss_and_grads":
        return float(loss(**given)), gradients(given)
    lr, steps = given.pop("lr"), given.pop("steps")
    for _ in range(steps):
        grads = gradients(given)
        given |= {name: given[name] - lr * grads[name] for name in NAMES}
    return {name: given[name] for name in NAMES}


def check(case, got, want):
    if not case.trained:
        return compare(got, want)
    found = compare(got, {name: case.args[name] for name in NAMES}, atol=np.inf)  # kinds and shapes
    if found:
        return found
    left = float(loss(case.args["x"], case.args["y"], **{name: np.asarray(got[name]) for name in NAMES}))
    if left < XOR:
        return None
    return Difference(f"训练后的损失是 {left:.3f}，应低于 {XOR}", f"the loss after training is {left:.3f}, not below {XOR}")
