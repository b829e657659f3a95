# reason.zh: x 的梯度里，低秩支路漏乘了 alpha / r
# reason.en: leaves alpha / r out of the low-rank branch in the gradient of x
# caught_by: gradients of a batch of sequences
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
        "a": _rows(inner).T @ _rows(dropped),
        "b": _rows(scaled).T @ _rows(dropped @ a.T),
        "x": grad @ weight + grad @ b @ a * kept,
    }


def _rows(values):
    width = values.shape[-1]
    return values.reshape(values.size // width, width)
