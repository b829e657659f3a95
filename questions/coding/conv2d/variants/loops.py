import numpy as np


def conv2d(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    N, C, H, W = x.shape
    O, Cg, KH, KW = w.shape
    big = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    big[:, :, padding : padding + H, padding : padding + W] = x
    eh, ew = dilation * (KH - 1) + 1, dilation * (KW - 1) + 1
    OH, OW = (big.shape[2] - eh) // stride + 1, (big.shape[3] - ew) // stride + 1
    y = np.zeros((N, O, OH, OW))
    for o in range(O):
        c0 = (o * groups // O) * Cg
        for p in range(OH):
            for q in range(OW):
                t, l = p * stride, q * stride
                patch = big[:, c0 : c0 + Cg, t : t + eh : dilation, l : l + ew : dilation]
                y[:, o, p, q] = (patch * w[o]).sum((1, 2, 3)) + (0 if b is None else b[o])
    return y


def conv2d_backward(dout, x, w, stride=1, padding=0):
    N, C, H, W = x.shape
    O, _, KH, KW = w.shape
    big = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    dbig, dw, db = np.zeros(big.shape), np.zeros(w.shape), np.zeros(O)
    for n, o, p, q in np.ndindex(dout.shape):
        g = dout[n, o, p, q]
        t, l = p * stride, q * stride
        db[o] += g
        dw[o] += g * big[n, :, t : t + KH, l : l + KW]
        dbig[n, :, t : t + KH, l : l + KW] += g * w[o]
    return {"x": dbig[:, :, padding : H + padding, padding : W + padding], "w": dw, "b": db}
