import math

import numpy as np


def _one(row):
    top, total = -math.inf, 0.0
    for value in row:
        if value == -math.inf:
            continue
        new = max(top, value)
        total = total * math.exp(top - new) + math.exp(value - new)
        top = new
    return [math.exp(value - top) / total for value in row]


def softmax(x, axis=-1):
    rows = np.moveaxis(x, axis, -1)
    flat = rows.reshape(-1, rows.shape[-1])
    return np.moveaxis(np.array([_one(row) for row in flat.tolist()]).reshape(rows.shape), -1, axis)


def softmax_backward(grad, y, axis=-1):
    dot = np.einsum("...i,...i->...", np.moveaxis(grad, axis, -1), np.moveaxis(y, axis, -1))
    return y * grad - y * np.expand_dims(dot, axis)
