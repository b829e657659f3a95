import numpy as np


def merge_lora(weight, a, b, alpha):
    delta = np.zeros_like(weight)
    for r in range(len(a)):
        delta += np.outer(b[:, r], a[r])
    return weight + delta * alpha / len(a)


def lora_linear(x, weight, a, b, alpha, bias=None, dropout=None):
    low = merge_lora(np.zeros_like(weight), a, b, alpha)
    mask = np.ones_like(x) if dropout is None else dropout
    out = np.matmul(x, weight.T) + np.matmul(x * mask, low.T)
    return out + (0 if bias is None else bias)


def lora_grads(grad, x, weight, a, b, alpha, dropout=None):
    mask = np.ones_like(x) if dropout is None else dropout
    low = merge_lora(np.zeros_like(weight), a, b, alpha)
    g = grad.reshape(-1, weight.shape[0])
    z = (x * mask).reshape(-1, weight.shape[1])
    # gradient of the full update, projected onto its two factors
    full = alpha / len(a) * sum(np.outer(gi, zi) for gi, zi in zip(g, z))
    return {"a": b.T @ full, "b": full @ a.T, "x": grad @ weight + (grad @ low) * mask}
