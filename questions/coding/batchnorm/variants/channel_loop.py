import math

import numpy as np


def batchnorm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    y, means, variances = np.zeros(x.shape), [], []
    for c in range(x.shape[1]):
        v = x[:, c]
        m, s = running_mean[c], running_var[c]
        if training:
            m = v.mean()
            s = ((v - m) ** 2).mean()
            means.append((1 - momentum) * running_mean[c] + momentum * m)
            variances.append((1 - momentum) * running_var[c] + momentum * s * v.size / (v.size - 1))
        y[:, c] = gamma[c] * (v - m) / math.sqrt(s + eps) + beta[c]
    if not training:
        return y, running_mean, running_var
    return y, np.array(means), np.array(variances)


def batchnorm_backward(dy, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = np.zeros(x.shape), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for c in range(x.shape[1]):
        v, g = x[:, c].ravel(), dy[:, c].ravel()
        n, m = len(v), v.mean()
        r = 1 / math.sqrt(((v - m) ** 2).mean() + eps)
        h = (v - m) * r
        # the Jacobian of normalisation, written out
        jacobian = r * (np.eye(n) - 1 / n - np.outer(h, h) / n)
        dx[:, c] = (gamma[c] * jacobian @ g).reshape(dx[:, c].shape)
        dgamma[c], dbeta[c] = h @ g, g.sum()
    return dx, dgamma, dbeta
