import numpy as np


def layernorm(x, gamma, beta, eps=1e-5):
    mean = np.mean(x, -1, keepdims=True)
    return gamma * (x - mean) * (np.var(x, -1, keepdims=True) + eps) ** -0.5 + beta


def layernorm_backward(grad, x, gamma, eps=1e-5):
    D = x.shape[-1]
    mean = x.mean(-1, keepdims=True)
    inverse = 1 / np.sqrt(x.var(-1, keepdims=True) + eps)
    dnormal = grad * gamma
    dvariance = np.sum(dnormal * (x - mean), -1, keepdims=True) * -0.5 * inverse**3
    dmean = -np.sum(dnormal * inverse, -1, keepdims=True) - 2 * dvariance * np.mean(x - mean, -1, keepdims=True)
    dx = dnormal * inverse + dvariance * 2 * (x - mean) / D + dmean / D
    lead = tuple(range(x.ndim - 1))
    return dx, np.sum(grad * (x - mean) * inverse, axis=lead), np.sum(grad, axis=lead)
