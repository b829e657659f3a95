# reason.zh: 循环里把校正过的矩带进下一步，而不是原来的矩
# reason.en: carries the corrected moments into the next step of the loop instead of the raw ones
# caught_by: 6 steps from zero
import numpy as np


def adamw_step(theta, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    update = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta - lr * (update + weight_decay * theta), m, v


def adamw(theta, grads, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for t, grad in enumerate(grads, 1):
        theta, m, v = adamw_step(theta, grad, m, v, t, lr, beta1, beta2, eps, weight_decay)
        m, v = m / (1 - beta1**t), v / (1 - beta2**t)
    return theta
