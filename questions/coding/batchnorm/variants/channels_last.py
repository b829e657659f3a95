import numpy as np


def _flat(x):
    return np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])


def _back(rows, x):
    moved = np.moveaxis(x, 1, -1).shape
    return np.moveaxis(rows.reshape(moved), -1, 1)


def batchnorm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    rows = _flat(x)
    mu, s2 = running_mean.copy(), running_var.copy()
    if training:
        mu, s2 = np.mean(rows, 0), np.mean((rows - np.mean(rows, 0)) ** 2, 0)
        running_mean = running_mean + momentum * (mu - running_mean)
        running_var = running_var + momentum * (np.var(rows, 0, ddof=1) - running_var)
    return _back(gamma * (rows - mu) * (s2 + eps) ** -0.5 + beta, x), running_mean, running_var


def batchnorm_backward(dy, x, gamma, eps=1e-5):
    rows, g = _flat(x), _flat(dy)
    n = len(rows)
    mu = rows.mean(0)
    c = rows - mu
    s2 = (c * c).mean(0) + eps
    h = c / np.sqrt(s2)
    dh = g * gamma
    ds2 = (dh * c).sum(0) * -0.5 * s2**-1.5
    dmu = -(dh / np.sqrt(s2)).sum(0) + ds2 * -2 * c.mean(0)
    return _back(dh / np.sqrt(s2) + ds2 * 2 * c / n + dmu / n, x), (g * h).sum(0), g.sum(0)
