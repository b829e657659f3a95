import math

import numpy as np


def loss_and_grads(x, y, w1, b1, w2, b2, weight_decay=0.0):
    grads = {"w1": weight_decay * w1, "b1": 0.0 * b1, "w2": weight_decay * w2, "b2": 0.0 * b2}
    total = 0.0
    for xi, yi in zip(x, y):
        z = w1.T @ xi + b1
        h = np.array([max(v, 0.0) for v in z])
        s = w2.T @ h + b2
        top = s.max()
        p = np.array([math.exp(v - top) for v in s])
        total += top + math.log(p.sum()) - s[yi]
        p /= p.sum()
        p[yi] -= 1
        p /= len(x)
        back = np.where(z > 0, w2 @ p, 0)
        grads["w2"] = grads["w2"] + np.outer(h, p)
        grads["b2"] = grads["b2"] + p
        grads["w1"] = grads["w1"] + np.outer(xi, back)
        grads["b1"] = grads["b1"] + back
    return total / len(x) + weight_decay * (np.sum(w1 * w1) + np.sum(w2 * w2)) / 2, grads


def train(x, y, w1, b1, w2, b2, lr, steps, weight_decay=0.0):
    p = [w1.copy(), b1.copy(), w2.copy(), b2.copy()]
    for _ in range(steps):
        _, g = loss_and_grads(x, y, *p, weight_decay)
        for value, name in zip(p, ("w1", "b1", "w2", "b2")):
            value -= lr * g[name]
    return dict(zip(("w1", "b1", "w2", "b2"), p))
