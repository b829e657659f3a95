# reason.zh: 先加零点再舍入，零点为奇数时半数舍到另一边
# reason.en: adds the zero point before rounding, so that halves go the other way where it is odd
# caught_by: halves are rounded before an odd zero point is added
import numpy as np


def quantize(x, symmetric=True, axis=None):
    # per channel: one scale for each index of `axis`, so reduce over all other axes and keep them at size 1
    others = None if axis is None else tuple(i for i in range(x.ndim) if i != axis % x.ndim)
    low = np.minimum(x.min(axis=others, keepdims=True), 0)
    high = np.maximum(x.max(axis=others, keepdims=True), 0)
    if symmetric:
        # 0 stays 0, and -128 is never reached, so that both sides are alike
        scale = np.maximum(-low, high) / 127
    else:
        scale = (high - low) / 255
    # all zeros: any scale will do
    scale = np.where(scale == 0, 1.0, scale)
    zero_point = np.zeros_like(scale) if symmetric else np.rint(-128 - low / scale)
    q = np.clip(np.rint(x / scale + zero_point), -128, 127).astype(np.int8)
    return {"q": q, "scale": scale, "zero_point": zero_point.astype(np.int64)}


def dequantize(q, scale, zero_point):
    # widen first: int8 minus int8 may overflow
    return scale * (q.astype(np.int64) - zero_point)


def quantized_matmul(x, w):
    # activations: affine, one scale; weights: symmetric, one scale for each output channel
    a, b = quantize(x, symmetric=False), quantize(w, axis=1)
    # a product of two int8 needs 16 bits, their sum more: accumulate in int32
    total = np.matmul(a["q"], b["q"], dtype=np.int32)
    # sum (q - z) w = sum q w - z * sum w; the second term can be computed once for the weights
    total = total - a["zero_point"] * b["q"].sum(axis=0)
    return a["scale"] * b["scale"] * total
