import math

import numpy as np


def adamw_step(theta, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    theta = theta * (1.0 - lr * weight_decay)
    m = m + (1.0 - beta1) * (grad - m)
    v = v * beta2 + (1.0 - beta2) * np.square(grad)
    root = math.sqrt(1.0 - beta2**t)
    return theta - (lr / (1.0 - beta1**t)) * m / (np.sqrt(v) / root + eps), m, v


def adamw(theta, grads, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    p, m, v = theta.copy(), 0.0 * theta, 0.0 * theta
    for i in range(len(grads)):
        p, m, v = adamw_step(p, grads[i], m, v, i + 1, lr=lr, beta1=beta1, beta2=beta2, eps=eps, weight_decay=weight_decay)
    return p
