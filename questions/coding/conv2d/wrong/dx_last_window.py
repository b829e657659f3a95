# reason.zh: 散布 x 的梯度时窗口重叠处没有累加，只留下最后一个窗口（直接赋值，或花式下标的 `+=`）
# reason.en: keeps only the last window's gradient of x where windows overlap (assigns, or adds by a fancy index)
# caught_by: gradients: stride 1
import numpy as np


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    batch, channels, height, width = x.shape
    filters, depth, rows, columns = w.shape
    high = (height + 2 * padding - dilation * (rows - 1) - 1) // stride + 1
    wide = (width + 2 * padding - dilation * (columns - 1) - 1) // stride + 1
    padded = _pad(x, padding).reshape(batch, groups, depth, height + 2 * padding, width + 2 * padding)
    kernels = w.reshape(groups, filters // groups, depth, rows, columns)
    out = np.zeros((batch, groups, filters // groups, high, wide))
    for i, j in np.ndindex(rows, columns):
        top, left = i * dilation, j * dilation
        seen = padded[..., top : top + stride * high : stride, left : left + stride * wide : stride]
        out += np.einsum("gfc,ngchw->ngfhw", kernels[..., i, j], seen)
    out = out.reshape(batch, filters, high, wide)
    return out if b is None else out + b[:, None, None]


def conv2d_backward(dout, x, w, stride=1, padding=0):
    height, width = x.shape[2:]
    high, wide = dout.shape[2:]
    padded = _pad(x, padding)
    dpadded, dw = np.zeros_like(padded), np.zeros_like(w)
    rows = stride * np.arange(high)[:, None, None, None] + np.arange(w.shape[2])[:, None]
    columns = stride * np.arange(wide)[:, None, None] + np.arange(w.shape[3])
    dpadded[:, :, rows, columns] += np.einsum("nfhw,fcij->nchwij", dout, w)
    for i, j in np.ndindex(w.shape[2:]):
        place = (..., slice(i, i + stride * high, stride), slice(j, j + stride * wide, stride))
        dw[..., i, j] = np.einsum("nfhw,nchw->fc", dout, padded[place])
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return {"x": dx, "w": dw, "b": dout.sum(axis=(0, 2, 3))}


def _pad(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
