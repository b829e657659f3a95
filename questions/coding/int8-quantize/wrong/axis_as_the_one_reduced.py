# reason.zh: 把 `axis` 当作要归约的轴，矩阵乘也照此调用，所以只有量化错了
# reason.en: takes `axis` for the axis to reduce, in the matrix product too, which is therefore right
# caught_by: symmetric, per channel of the middle axis
import numpy as np


def quantize(x, symmetric=True, axis=None):
    others = None if axis is None else axis % x.ndim
    low = np.minimum(x.min(axis=others, keepdims=True), 0)
    high = np.maximum(x.max(axis=others, keepdims=True), 0)
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
    a, b = quantize(x, symmetric=False), quantize(w, axis=0)
    total = np.matmul(a["q"], b["q"], dtype=np.int32)
    total = total - a["zero_point"] * b["q"].sum(axis=0)
    return a["scale"] * b["scale"] * total
