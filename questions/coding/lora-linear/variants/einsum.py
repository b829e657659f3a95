import numpy as np


def lora_linear(x, weight, a, b, alpha, bias=None, dropout=None):
    z = x * (1.0 if dropout is None else dropout)
    y = np.einsum("...i,oi->...o", x, weight)
    y = y + np.einsum("...i,ri,or->...o", z, a, b) * (alpha / a.shape[0])
    if bias is not None:
        y = y + bias
    return y


def merge_lora(weight, a, b, alpha):
    return weight + np.einsum("or,ri->oi", b, a) * alpha / b.shape[1]


def lora_grads(grad, x, weight, a, b, alpha, dropout=None):
    m = np.ones(x.shape) if dropout is None else dropout
    s = alpha / a.shape[0]
    g, z = grad.reshape(-1, len(b)), (x * m).reshape(-1, a.shape[1])
    return {
        "a": s * np.einsum("no,or,ni->ri", g, b, z),
        "b": s * np.einsum("no,ri,ni->or", g, a, z),
        "x": np.einsum("...o,oi->...i", grad, weight) + s * m * np.einsum("...o,or,ri->...i", grad, b, a),
    }
