"""Cases of int8-quantize; the oracle quantises number by number with Python's own integers and rounding."""

import numpy as np
from comparing import Difference, case, compare

ENTRY = "quantize"


def cases(rng):
    def shifted(shape, axis):
        """Draw channels of very different ranges."""
        size = [1] * len(shape)
        size[axis] = shape[axis]
        spread = np.exp(2 * rng.normal(size=size))
        return rng.normal(size=shape) * spread + spread * rng.normal(size=size)

    skewed = 80 * rng.random(size=(5, 4))
    skewed[0, :2] = -85.25, 169.75
    levels = rng.integers(-128, 128, size=(6, 4)).astype(np.int8)
    levels[0, :2] = -128, 127
    blank = shifted((3, 4), 0)
    blank[1] = 0
    return [
        case("对称，整个张量", "symmetric, per tensor", x=rng.normal(size=(4, 7)) * 3),
        case("对称，负的一侧更大", "symmetric, the negative side is larger", x=rng.normal(size=6) - 2.5),
        case("非对称，整个张量", "affine, per tensor", x=skewed, symmetric=False),
        case("非对称，两次舍入都向上，要截断", "affine, both roundings go up: clipped",
             x=np.array([-85.5, 169.5, 0.0, 20.25]), symmetric=False),
        case("非对称，全是正数", "affine, all positive", x=2 + rng.random((3, 5)), symmetric=False),
        case("非对称，全是负数", "affine, all negative", x=-2 - rng.random((3, 5)), symmetric=False),
        case("对称，逐通道，中间的轴", "symmetric, per channel of the middle axis", x=shifted((2, 3, 5), 1), axis=1),
        case("非对称，逐通道，最后的轴", "affine, per channel of the last axis",
             x=shifted((4, 3, 2), 2), symmetric=False, axis=-1),
        case("一个通道全为 0", "a channel of zeros", x=blank, symmetric=False, axis=0),
        case("半数舍入到偶数", "halves are rounded to even", x=np.array([127.0, 0.5, 1.5, -2.5, 3.5, -0.5])),
        case("半数先舍入，再加奇数零点", "halves are rounded before an odd zero point is added",
             x=np.array([-101.0, 154.0, 0.5, 1.5, -2.5, 3.5, -0.5]), symmetric=False),
        case("反量化，逐行", "dequantising, by row", call="dequantize", q=levels,
             scale=0.01 + rng.random((6, 1)), zero_point=rng.integers(-128, 128, size=(6, 1))),
        case("反量化，零点 127 也是 int8", "dequantising, a zero point of 127 in int8", call="dequantize", q=levels,
             scale=np.array([[0.02]]), zero_point=np.array([[127]], dtype=np.int8)),
        case("整数矩阵乘", "integer matrix product", call="quantized_matmul",
             x=rng.normal(size=(3, 6)) + 0.8, w=shifted((6, 4), 1)),
        case("整数矩阵乘，和超出 16 位", "integer matrix product, sums beyond 16 bits", call="quantized_matmul",
             x=1 + rng.random((2, 300)), w=0.5 + rng.random((300, 3))),
    ]


def _quantize(values, symmetric):
    """Quantise a flat list of numbers."""
    low, high = min(0.0, *values), max(0.0, *values)
    if symmetric:
        scale, zero, smallest = max(-low, high) / 127 or 1.0, 0, -127
    else:
        scale, smallest = (high - low) / 255 or 1.0, -128
        zero = round(-128 - low / scale)
    return [max(smallest, min(127, round(value / scale) + zero)) for value in values], scale, zero


def _channels(x, symmetric, axis):
    lines = x.reshape(1, -1) if axis is None else np.moveaxis(x, axis, 0).reshape(x.shape[axis], -1)
    done = [_quantize(line.tolist(), symmetric) for line in lines]
    shape = [1] * x.ndim
    if axis is not None:
        shape[axis] = x.shape[axis]
    q = np.array([line for line, _, _ in done])
    whole = x.shape if axis is None else np.moveaxis(x, axis, 0).shape
    q = q.reshape(whole) if axis is None else np.moveaxis(q.reshape(whole), 0, axis)
    scale = np.array([scale for _, scale, _ in done]).reshape(shape)
    return q, scale, np.array([zero for _, _, zero in done]).reshape(shape)


def oracle(case):
    args = case.args
    if case.call == "quantize":
        q, scale, zero = _channels(args["x"], args.get("symmetric", True), args.get("axis"))
        return {"q": q.astype(np.int8), "scale": scale, "zero_point": zero}
    if case.call == "dequantize":
        scale, zero = np.broadcast_arrays(args["scale"], args["zero_point"])
        scale, zero = (np.broadcast_to(part, args["q"].shape) for part in (scale, zero))
        out = np.zeros(args["q"].shape)
        for place in np.ndindex(out.shape):
            out[place] = scale[place] * (int(args["q"][place]) - int(zero[place]))
        return out
    # the product of what both matrices stand for
    x, w = args["x"], args["w"]
    q, scale, zero = _channels(x, False, None)
    k, column, _ = _channels(w, True, 1)
    return ((q - zero) * scale) @ (k * column)


def check(case, got, want):
    found = compare(got, want)
    if found is None and case.call in ("", "quantize") and got["q"].dtype != np.int8:
        name = got["q"].dtype
        return Difference(f"q 的 dtype 是 {name}，应为 int8", f"q has dtype {name}, expected int8")
    return found
