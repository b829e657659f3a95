import math

import numpy as np


def rmsnorm(x, gain, eps=1e-6):
    out = np.empty(x.shape)
    for index in np.ndindex(x.shape[:-1]):
        row = [float(value) for value in x[index]]
        r = math.sqrt(sum(value * value for value in row) / len(row) + eps)
        out[index] = [value / r * float(w) for value, w in zip(row, gain)]
    return out.astype(x.dtype)


def rmsnorm_backward(grad, x, gain, eps=1e-6):
    dx, dgain, D = np.empty(x.shape), np.zeros(len(gain)), len(gain)
    for index in np.ndindex(x.shape[:-1]):
        row = x[index]
        r = math.sqrt(row @ row / D + eps)
        jacobian = np.eye(D) / r - np.outer(row, row) / (D * r**3)
        dx[index] = jacobian @ (grad[index] * gain)
        dgain += grad[index] * row / r
    return dx, dgain
