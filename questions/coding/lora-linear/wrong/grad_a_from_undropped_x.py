# reason.zh: 只有 A 的梯度用了 dropout 之前的 x
# reason.en: takes the gradient of A alone from x before dropout
# caught_by: gradients with dropout
import numpy as np


def lora_linear(x, weight, a, b, alpha, bias=None, dropout=None):
    scale = alpha / len(a)
    dropped = x if dropout is None else x * dropout
    y = x @ weight.T + scale * (dropped @ a.T @ b.T)
    return y if bias is None else y + bias


def merge_lora(weight, a, b, alpha):
    return weight + alpha / len(a) * (b @ a)


def lora_grads(grad, x, weight, a, b, alpha, dropout=None):
    kept = np.ones_like(x) if dropout is None else dropout
    dropped = x * kept
    scaled = alpha / len(a) * grad
    inner = scaled @ b
    return {
        "a": _rows(inner).T @ _rows(x),
        "b": _rows(scaled).T @ _rows(dropped @ a.T),
        "x": grad @ weight + inner @ a * kept,
    }


def _rows(values):
    width = values.shape[-1]
    return values.reshape(values.size // width, width)
