import numpy as np


def _one(a):
    return np.c_[a, np.ones(len(a))]


def _layers(x, y, layers, decay):
    acts = [_one(x)]
    for i, w in enumerate(layers):
        out = acts[-1] @ w
        if i < len(layers) - 1:
            acts.append(_one(np.where(out > 0, out, 0.0)))
    lse = np.logaddexp.reduce(out, axis=1)
    hot = np.eye(out.shape[1])[y]
    loss = np.mean(lse - (out * hot).sum(1)) + 0.5 * decay * sum(float(np.vdot(w[:-1], w[:-1])) for w in layers)
    delta, grads = (np.exp(out - lse[:, None]) - hot) / len(x), [None] * len(layers)
    for i in reversed(range(len(layers))):
        grads[i] = acts[i].T @ delta
        grads[i][:-1] += decay * layers[i][:-1]
        delta = (delta @ layers[i][:-1].T) * (acts[i][:, :-1] > 0)
    return loss, grads


def _split(a, b):
    return {"w1": a[:-1], "b1": a[-1], "w2": b[:-1], "b2": b[-1]}


def loss_and_grads(x, y, w1, b1, w2, b2, weight_decay=0.0):
    loss, grads = _layers(x, y, [np.vstack([w1, b1]), np.vstack([w2, b2])], weight_decay)
    return loss, _split(*grads)


def train(x, y, w1, b1, w2, b2, lr, steps, weight_decay=0.0):
    layers = [np.vstack([w1, b1]), np.vstack([w2, b2])]
    while steps > 0:
        grads = _layers(x, y, layers, weight_decay)[1]
        layers = [w - lr * g for w, g in zip(layers, grads)]
        steps -= 1
    return _split(*layers)
