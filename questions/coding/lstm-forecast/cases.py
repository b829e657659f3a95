"""Cases of lstm-forecast: cells unit by unit, gradients by complex steps, forecasts against "last value"."""

import math

import numpy as np
from comparing import Difference, case, compare

ENTRY = "gradients"
SHARE = 0.25  # of the squared error of "last value"
TRUTH = {}  # windows -> the values after them: no argument, so that no solution can read them


def cases(rng):
    def weights(inputs, hidden, scale=1.0):
        shapes = {"w": (inputs, 4 * hidden), "u": (hidden, 4 * hidden), "b": (4 * hidden,), "v": (hidden,), "d": (1,)}
        return {name: rng.normal(size=shape) * scale for name, shape in shapes.items()}

    def cell(batch, inputs, hidden):
        sizes = {"x": (batch, inputs), "h": (batch, hidden), "c": (batch, hidden)}
        sizes |= {"w": (inputs, 4 * hidden), "u": (hidden, 4 * hidden), "b": (4 * hidden,)}
        return {name: rng.normal(size=size) for name, size in sizes.items()}

    def sequence(batch, length, inputs, hidden):
        parts = weights(inputs, hidden)
        return {"x": rng.normal(size=(batch, length, inputs)), "w": parts["w"], "u": parts["u"], "b": parts["b"]}

    def supervised(batch, length, inputs, hidden, **more):
        x, y = rng.normal(size=(batch, length, inputs)), rng.normal(size=batch)
        return {"x": x, "y": y, "params": weights(inputs, hidden, 0.7), **more}

    saturated = cell(2, 3, 2)
    saturated["b"] = np.array([900.0, -900.0, -900.0, 900.0, 900.0, -900.0, 900.0, -900.0])
    remembering = supervised(3, 9, 2, 3)
    remembering["params"]["b"][3:6] += 2.5
    series, windows = waves(rng)
    hidden = 12
    start = weights(1, hidden, 0.5)
    start |= {"u": start["u"] / hidden**0.5, "b": np.repeat([0.0, 1.0, 0.0, 0.0], hidden), "d": np.zeros(1)}
    return [
        case("单元：一步", "cell: one step", call="lstm_cell", **cell(3, 2, 4)),
        case("单元：饱和的门", "cell: saturated gates", call="lstm_cell", **saturated),
        case("序列：6 步", "sequence: six steps", call="lstm", **sequence(2, 6, 3, 4)),
        case("序列：1 步", "sequence: one step", call="lstm", **sequence(3, 1, 2, 2)),
        case("梯度：1 步", "gradients: one step", **supervised(4, 1, 2, 3)),
        case("梯度：4 步", "gradients: four steps", **supervised(3, 4, 2, 3)),
        case("梯度：9 步，遗忘门几乎全开", "gradients: nine steps, forget gates nearly open", **remembering),
        case("训练：1 步", "training: one step", call="train", **supervised(3, 2, 2, 2, steps=1, lr=0.2)),
        case("训练：3 步", "training: three steps", call="train", **supervised(3, 3, 1, 2, steps=3, lr=0.1)),
        case(
            "预测：误差不到“末值”的四分之一", "forecast: at most a quarter of the error of last value",
            call="forecast", trained=True, series=series, queries=windows, params=start, steps=170, lr=0.3,
        ),
    ]  # fmt: skip


def waves(rng):
    """Return a noisy series of two waves, and windows elsewhere in it with the value after each."""
    period, level, high = rng.uniform(7, 9), rng.uniform(40, 80), rng.uniform(8, 15)
    first, second = rng.uniform(0, 6, 2)

    def at(times):
        clean = np.sin(times / period * math.tau + first) + 0.3 * np.sin(times / period * 2.3 * math.tau + second)
        return level + high * (clean + 0.05 * rng.normal(size=times.shape))

    chosen = at(rng.uniform(0, 5000, 150)[:, None] + np.arange(8))
    TRUTH[chosen[:, :-1].tobytes()] = chosen[:, -1]
    return at(np.arange(140.0)), chosen[:, :-1]


def oracle(case):
    args = case.args
    if case.call == "lstm_cell":
        return step(*(args[name] for name in "xhcwub"))
    if case.call == "lstm":
        h = c = np.zeros((len(args["x"]), len(args["u"])))
        out = []
        for t in range(args["x"].shape[1]):
            h, c = step(args["x"][:, t], h, c, args["w"], args["u"], args["b"])
            out.append(h)
        return np.moveaxis(np.array(out), 0, 1)
    if case.call == "gradients":
        return loss(args["x"], args["y"], args["params"]).real, slopes(args["x"], args["y"], args["params"])
    if case.call == "forecast":
        return TRUTH[args["queries"].tobytes()]
    params, before = args["params"], []
    for _ in range(args["steps"]):
        before.append(slopes(args["x"], args["y"], params))
        params = {
            name: value - args["lr"] * sum(0.9**age * one[name] for age, one in enumerate(reversed(before)))
            for name, value in params.items()
        }
    return params


def check(case, got, want):
    if case.call != "forecast":
        return compare(got, want)
    if not isinstance(got, np.ndarray) or got.shape != want.shape or got.dtype.kind != "f":
        return compare(got, want)
    error, naive = ((got - want) ** 2).mean(), ((case.args["queries"][:, -1] - want) ** 2).mean()
    if error <= SHARE * naive:
        return None
    return Difference(
        f"均方误差是“末值”的 {error / naive:.3f} 倍，至多应为 {SHARE}",
        f"the mean squared error is {error / naive:.3f} of that of last value; at most {SHARE} is allowed",
        expected=f"<= {SHARE}", got=f"{error / naive:.3f}",
    )  # fmt: skip


def step(x, h, c, w, u, b):
    """One step, unit by unit."""
    hidden = h.shape[1]
    new_h, new_c = np.zeros(h.shape), np.zeros(h.shape)
    for n, k in np.ndindex(h.shape):
        i, f, g, o = (float(x[n] @ w[:, k + s * hidden] + h[n] @ u[:, k + s * hidden] + b[k + s * hidden]) for s in range(4))
        new_c[n, k] = logistic(f) * c[n, k] + logistic(i) * math.tanh(g)
        new_h[n, k] = logistic(o) * math.tanh(new_c[n, k])
    return new_h, new_c


def logistic(z):
    return (1 + math.tanh(z / 2)) / 2


def loss(x, y, params):
    """The loss for real or complex parameters."""
    hidden = len(params["u"])
    h = c = np.zeros((len(x), hidden))
    for t in range(x.shape[1]):
        z = x[:, t] @ params["w"] + h @ params["u"] + params["b"]
        gate = 1 / (1 + np.exp(-z))
        c = gate[:, hidden : 2 * hidden] * c + gate[:, :hidden] * np.tanh(z[:, 2 * hidden : 3 * hidden])
        h = gate[:, 3 * hidden :] * np.tanh(c)
    return (((h * params["v"]).sum(axis=1) + params["d"] - y) ** 2).sum() / len(y)


def slopes(x, y, params):
    """Every derivative by a complex step, which has no rounding error of differences."""
    out = {}
    for name, value in params.items():
        out[name] = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[place] += 1e-30j
            out[name][place] = loss(x, y, params | {name: moved}).imag / 1e-30
    return out
