"""A linear layer with a low-rank update: forward, gradients of what is trained, and merging."""

import numpy as np


def lora_linear(x, weight, a, b, alpha, bias=None, dropout=None):
    scale = alpha / len(a)
    # dropout touches the low-rank branch only; the frozen path sees x as it is
    dropped = x if dropout is None else x * dropout
    # two thin products: b @ a, as large as the weight, is never formed
    y = x @ weight.T + scale * (dropped @ a.T @ b.T)
    return y if bias is None else y + bias


def merge_lora(weight, a, b, alpha):
    return weight + alpha / len(a) * (b @ a)


def lora_grads(grad, x, weight, a, b, alpha, dropout=None):
    kept = np.ones_like(x) if dropout is None else dropout
    dropped = x * kept
    scaled = alpha / len(a) * grad
    # gradient at the narrow activation dropped @ a.T
    inner = scaled @ b
    return {
        # every leading axis of x is a batch axis: sum over all of them
        "a": _rows(inner).T @ _rows(dropped),
        "b": _rows(scaled).T @ _rows(dropped @ a.T),
        "x": grad @ weight + inner @ a * kept,
    }


def _rows(values):
    width = values.shape[-1]
    return values.reshape(values.size // width, width)
