"""Cases of rmsnorm; the oracle goes row by row, and differentiates with complex steps."""

import math

import numpy as np
from comparing import Difference, case, compare

ENTRY = "rmsnorm"


def cases(rng):
    def layer(*shape, level=0.0, scale=1.0, dtype=np.float64):
        x = level + scale * rng.normal(size=shape)
        return {"x": x.astype(dtype), "gain": rng.normal(size=shape[-1]).astype(dtype)}

    def backward(*shape, **options):
        return {"grad": rng.normal(size=shape), **layer(*shape, **options)}

    silent = layer(3, 5)
    silent["x"][1] = 0.0
    half = layer(3, 8, level=400.0, scale=50.0, dtype=np.float16)
    half["x"][1] *= -1
    return [
        # so small an eps cannot show here: what is wrong with it shows in the next case
        case("三维输入", "three dimensions", eps=1e-12, **layer(2, 3, 5, scale=5.0)),
        case("数值很小，eps 起作用", "small values, where eps counts", eps=1e-4, **layer(4, 6, scale=0.01)),
        case("一维输入，均值不为 0", "one dimension, mean not 0", **layer(6, level=3.0)),
        case("有一行全为 0", "a row of zeros", **silent),
        case("float16：平方溢出", "float16: squares overflow", **half),
        case("float16：很长的行", "float16: a long row", **layer(2, 600, scale=20.0, dtype=np.float16)),
        case("反向：三维输入", "backward: three dimensions", "rmsnorm_backward", **backward(2, 3, 4, level=1.0)),
        case("反向：一维输入", "backward: one dimension", "rmsnorm_backward", **backward(5)),
        case("反向：数值很小", "backward: small values", "rmsnorm_backward", eps=1e-4, **backward(3, 6, scale=0.01)),
    ]  # fmt: skip


def oracle(case):
    x, gain, eps = (case.args[name] if name in case.args else 1e-6 for name in ("x", "gain", "eps"))
    if case.call != "rmsnorm_backward":
        rows = []
        for row in x.astype(float).reshape(-1, x.shape[-1]):
            rows.append(row * gain / math.sqrt(math.fsum(row * row) / len(row) + eps))
        return np.array(rows).reshape(x.shape)
    return tuple(_slopes(case.args["grad"], [x, gain], eps))


def _slopes(grad, inputs, eps):
    """Yield the derivatives of the loss: exact, for a complex step has no difference to cancel."""

    def loss(x, gain):
        return (grad * x * gain * ((x * x).sum(-1, keepdims=True) / x.shape[-1] + eps) ** -0.5).sum()

    for number, array in enumerate(inputs):
        slope = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            moved = [value.astype(complex) for value in inputs]
            moved[number][index] += 1e-30j
            slope[index] = loss(*moved).imag / 1e-30
        yield slope


def check(case, got, want):
    if case.args["x"].dtype != np.float16:
        return compare(got, want)
    found = compare(got, want, rtol=4e-3, atol=1e-6)
    if not found and got.dtype != np.float16:
        return Difference(f"dtype 为 {got.dtype}，应为 float16", f"dtype {got.dtype}, expected float16")
    return found
