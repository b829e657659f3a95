import numpy as np


def one(v, symmetric):
    lo, hi = min(v.min(), 0.0), max(v.max(), 0.0)
    s = max(abs(lo), abs(hi)) / 127 if symmetric else (hi - lo) / 255
    if s == 0:
        s = 1.0
    z = 0 if symmetric else int(np.round(-128 - lo / s))
    q = np.round(v / s) + z
    q = np.clip(q, -127 if symmetric else -128, 127)
    return q.astype(np.int8), s, z


def quantize(x, symmetric=True, axis=None):
    if axis is None:
        q, s, z = one(x, symmetric)
        return {"q": q, "scale": np.full((1,) * x.ndim, s), "zero_point": np.full((1,) * x.ndim, z)}
    moved = np.moveaxis(x, axis, 0)
    parts = [one(v, symmetric) for v in moved]
    shape = np.ones(x.ndim, dtype=int)
    shape[axis] = len(parts)
    return {
        "q": np.moveaxis(np.stack([p[0] for p in parts]), 0, axis),
        "scale": np.array([p[1] for p in parts]).reshape(shape),
        "zero_point": np.array([p[2] for p in parts]).reshape(shape),
    }


def dequantize(q, scale, zero_point):
    return (q.astype(np.float64) - zero_point) * scale


def quantized_matmul(x, w):
    a = quantize(x, False)
    b = quantize(w, True, 1)
    qa = a["q"].astype(np.int64) - a["zero_point"]
    return (qa @ b["q"].astype(np.int64)) * (a["scale"] * b["scale"])
