# reason.zh: 非对称量化时 x / scale 与没有舍入的零点相加，只舍入一次，q 与返回的零点对不上
# reason.en: adds the zero point before it is rounded and rounds once, so that q does not fit the zero point returned
# caught_by: affine, per tensor
import numpy as np


def quantize(x, symmetric=True, axis=None):
    others = None if axis is None else tuple(i for i in range(x.ndim) if i != axis % x.ndim)
    low = np.minimum(x.min(axis=others, keepdims=True), 0)
    high = np.maximum(x.max(axis=others, keepdims=True), 0)
    if symmetric:
        scale = np.maximum(-low, high) / 127
    else:
        scale = (high - low) / 255
    scale = np.where(scale == 0, 1.0, scale)
    shift = np.zeros_like(scale) if symmetric else -128 - low / scale
    q = np.clip(np.rint(x / scale + shift), -128, 127).astype(np.int8)
    return {"q": q, "scale": scale, "zero_point": np.rint(shift).astype(np.int64)}


def dequantize(q, scale, zero_point):
    return scale * (q.astype(np.int64) - zero_point)


def quantized_matmul(x, w):
    a, b = quantize(x, symmetric=False), quantize(w, axis=1)
    total = np.matmul(a["q"], b["q"], dtype=np.int32)
    total = total - a["zero_point"] * b["q"].sum(axis=0)
    return a["scale"] * b["scale"] * total
