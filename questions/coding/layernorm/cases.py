"""Cases of layernorm; the oracle goes row by row, and differentiates with complex steps."""

import math

import numpy as np
from comparing import case

ENTRY = "layernorm"


def cases(rng):
    def layer(*shape, level=0.0, scale=1.0):
        return {
            "x": level + scale * rng.normal(size=shape),
            "gamma": rng.normal(size=shape[-1]),
            "beta": rng.normal(size=shape[-1]),
        }

    def backward(*shape, **options):
        args = layer(*shape, **options)
        return {"grad": rng.normal(size=shape), "x": args["x"], "gamma": args["gamma"]}

    flat = layer(3, 5)
    flat["x"][1] = 7.0
    return [
        case("三维输入", "three dimensions", **layer(2, 3, 5, level=1.0, scale=2.0)),
        case("一维输入", "one dimension", **layer(6, level=-2.0)),
        case("有一行是常数", "a constant row", **flat),
        case("方差很小，eps 起作用", "a small variance, where eps counts", eps=1e-3, **layer(4, 6, scale=0.02)),
        case("均值是标准差的一百万倍", "a mean a million times the deviation", **layer(4, 8, level=1e6)),
        case(
            "反向：三维输入", "backward: three dimensions", "layernorm_backward",
            **backward(2, 3, 4, level=1.0, scale=2.0),
        ),
        case("反向：一维输入", "backward: one dimension", "layernorm_backward", **backward(5)),
        case(
            "反向：均值是标准差的一百万倍", "backward: a mean a million times the deviation", "layernorm_backward",
            **backward(3, 6, level=1e6),
        ),
        case("反向：方差很小", "backward: a small variance", "layernorm_backward", eps=1e-3, **backward(3, 6, scale=0.02)),
    ]  # fmt: skip


def oracle(case):
    x, gamma, eps = case.args["x"], case.args["gamma"], case.args.get("eps", 1e-5)
    if case.call != "layernorm_backward":
        rows = []
        for row in x.reshape(-1, x.shape[-1]):
            mean = math.fsum(row) / len(row)
            variance = math.fsum((row - mean) ** 2) / len(row)
            rows.append((row - mean) / math.sqrt(variance + eps) * gamma + case.args["beta"])
        return np.array(rows).reshape(x.shape)
    return tuple(_slopes(case.args["grad"], [x, gamma, np.zeros(len(gamma))], eps))


def _slopes(grad, inputs, eps):
    """Yield the derivatives of the loss: exact, for a complex step has no difference to cancel."""

    def loss(x, gamma, beta):
        count = x.shape[-1]
        mean = x.sum(-1, keepdims=True) / count
        variance = ((x - mean) ** 2).sum(-1, keepdims=True) / count
        return (grad * ((x - mean) * (variance + eps) ** -0.5 * gamma + beta)).sum()

    for number, array in enumerate(inputs):
        slope = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            moved = [value.astype(complex) for value in inputs]
            moved[number][index] += 1e-30j
            slope[index] = loss(*moved).imag / 1e-30
        yield slope
