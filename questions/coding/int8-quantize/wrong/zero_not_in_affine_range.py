# reason.zh: 非对称的区间直接取最小值到最大值，没有包含 0，零点也没有截断，会落到 -128 至 127 之外
# reason.en: takes the plain minimum and maximum as the affine range, which need not hold 0, so that the zero point can leave -128 … 127
# caught_by: affine, all positive
import numpy as np


def quantize(x, symmetric=True, axis=None):
    others = None if axis is None else tuple(i for i in range(x.ndim) if i != axis % x.ndim)
    low = x.min(axis=others, keepdims=True)
    high = x.max(axis=others, keepdims=True)
    if symmetric:
        scale = np.maximum(-low, high) / 127
    else:
        scale = (high - low) / 255
    scale = np.where(scale == 0, 1.0, scale)
    zero_point = np.zeros_like(scale) if symmetric else np.rint(-128 - low / scale)
    q = np.clip(np.rint(x / scale) + zero_point, -128, 127).astype(np.int8)
    return {"q": q, "scale": scale, "zero_point": zero_point.astype(np.int64)}


def dequantize(q, scale, zero_point):
    return scale * (q.astype(np.int64) - zero_point)


def quantized_matmul(x, w):
    a, b = quantize(x, symmetric=False), quantize(w, axis=1)
    total = np.matmul(a["q"], b["q"], dtype=np.int32)
    total = total - a["zero_point"] * b["q"].sum(axis=0)
    return a["scale"] * b["scale"] * total
