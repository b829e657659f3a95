# reason.zh: 把修正后的矩存了回去
# reason.en: stores the corrected moments as the state
# caught_by: first step with the defaults
import numpy as np


def adamw_step(theta, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m, v = m / (1 - beta1**t), v / (1 - beta2**t)
    update = m / (np.sqrt(v) + eps)
    return theta - lr * (update + weight_decay * theta), m, v


def adamw(theta, grads, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for t, grad in enumerate(grads, 1):
        theta, m, v = adamw_step(theta, grad, m, v, t, lr, beta1, beta2, eps, weight_decay)
    return theta
