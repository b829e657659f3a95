import numpy as np


def im2col(x, kh, kw, s, p, d=1):
    N, C, H, W = x.shape
    x = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
    OH = (H + 2 * p - d * (kh - 1) - 1) // s + 1
    OW = (W + 2 * p - d * (kw - 1) - 1) // s + 1
    r = s * np.arange(OH)[:, None, None, None] + d * np.arange(kh)[None, None, :, None]
    c = s * np.arange(OW)[None, :, None, None] + d * np.arange(kw)[None, None, None, :]
    r, c = np.broadcast_arrays(r, c)
    return x[:, :, r, c], r, c


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    cols, _, _ = im2col(x, w.shape[2], w.shape[3], stride, padding, dilation)
    O, Cg = w.shape[:2]
    parts = []
    for g in range(groups):
        wg = w[g * (O // groups) : (g + 1) * (O // groups)]
        parts.append(np.tensordot(wg, cols[:, g * Cg : (g + 1) * Cg], axes=([1, 2, 3], [1, 4, 5])))
    y = np.concatenate(parts).transpose(1, 0, 2, 3)
    if b is not None:
        y = y + b.reshape(1, -1, 1, 1)
    return y


def conv2d_backward(dout, x, w, stride=1, padding=0):
    cols, r, c = im2col(x, w.shape[2], w.shape[3], stride, padding)
    dw = np.einsum("nohw,nchwij->ocij", dout, cols)
    dcols = np.einsum("nohw,ocij->nchwij", dout, w)
    db = dout.sum((0, 2, 3))
    H, W = x.shape[2:]
    dx = np.zeros((x.shape[0], x.shape[1], H + 2 * padding, W + 2 * padding))
    np.add.at(dx, (slice(None), slice(None), r, c), dcols)
    return {"x": dx[:, :, padding : padding + H, padding : padding + W], "w": dw, "b": db}
