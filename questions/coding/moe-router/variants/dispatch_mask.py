import numpy as np


def route(logits, top_k):
    left = logits.astype(float).copy()
    experts, picked = [], []
    rows = np.arange(len(logits))
    for _ in range(top_k):
        best = left.argmax(axis=1)
        experts.append(best)
        picked.append(logits[rows, best])
        left[rows, best] = -np.inf
    z = np.stack(picked, axis=1)
    w = np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])
    return {"experts": np.stack(experts, axis=1), "weights": w}


def load_balancing_loss(logits, top_k):
    N, E = logits.shape
    logp = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    e = route(logits, top_k)["experts"]
    f = np.array([(e == i).sum() for i in range(E)]) / (N * top_k)
    return float((f * np.exp(logp).mean(0)).sum() * E)


def moe_forward(x, router, w1, w2, top_k, capacity=None):
    r = route(x @ router, top_k)
    # (k*N, E): the queue in order of slots, then tokens
    onehot = np.eye(len(w1))[r["experts"].T.reshape(-1)]
    place = np.cumsum(onehot, axis=0) * onehot
    if capacity is not None:
        onehot = onehot * (place <= capacity)
    gates = (onehot * r["weights"].T.reshape(-1, 1)).reshape(top_k, len(x), -1).sum(axis=0)
    return sum(gates[:, e : e + 1] * ((x @ w1[e]).clip(min=0) @ w2[e]) for e in range(len(w1)))
