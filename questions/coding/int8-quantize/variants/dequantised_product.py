import numpy as np


def quantize(x, symmetric=True, axis=None):
    x0 = x if axis is None else np.swapaxes(x, 0, axis)
    flat = x0.reshape(1 if axis is None else x0.shape[0], -1)
    lo, hi = np.minimum(flat.min(1), 0), np.maximum(flat.max(1), 0)
    s = np.fmax(np.abs(lo), hi) / 127 if symmetric else (hi - lo) / 255
    s[s == 0] = 1
    z = (np.zeros(len(s)) if symmetric else np.round(-128 - lo / s)).astype(int)
    q = np.round(flat / s[:, None]).astype(int) + z[:, None]
    q = np.maximum(-128 + int(symmetric), np.minimum(q, 127)).reshape(x0.shape).astype(np.int8)
    if axis is not None:
        q = np.swapaxes(q, 0, axis)
    shape = tuple(x.shape[i] if axis is not None and i == axis % x.ndim else 1 for i in range(x.ndim))
    return dict(q=np.ascontiguousarray(q), scale=s.reshape(shape), zero_point=z.reshape(shape))


def dequantize(q, scale, zero_point):
    return q * scale - zero_point * scale


def quantized_matmul(x, w):
    return np.dot(dequantize(**quantize(x, symmetric=False)), dequantize(**quantize(w, axis=1)))
