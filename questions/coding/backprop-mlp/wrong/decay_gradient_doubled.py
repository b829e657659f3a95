# reason.zh: 损失里的正则项有 1/2，权重衰减的梯度却仍乘了 2
# reason.en: has the factor 1/2 in the penalty, yet doubles the gradient of weight decay
# caught_by: weight decay
import numpy as np


def loss_and_grads(x, y, w1, b1, w2, b2, weight_decay=0.0):
    rows = np.arange(len(x))
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    logits = h @ w2 + b2
    logits = logits - logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    loss = weight_decay / 2 * ((w1**2).sum() + (w2**2).sum()) - log_p[rows, y].mean()

    d_logits = np.exp(log_p)
    d_logits[rows, y] -= 1
    d_logits /= len(x)
    d_z = d_logits @ w2.T * (z > 0)
    return loss, {
        "w1": x.T @ d_z + 2 * weight_decay * w1,
        "b1": d_z.sum(axis=0),
        "w2": h.T @ d_logits + 2 * weight_decay * w2,
        "b2": d_logits.sum(axis=0),
    }


def train(x, y, w1, b1, w2, b2, lr, steps, weight_decay=0.0):
    params = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    for _ in range(steps):
        grads = loss_and_grads(x, y, **params, weight_decay=weight_decay)[1]
        params = {name: value - lr * grads[name] for name, value in params.items()}
    return params
