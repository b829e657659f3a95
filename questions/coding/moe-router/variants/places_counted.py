import numpy as np


def route(logits, top_k):
    left = np.array(logits, dtype=float)
    n = len(left)
    experts = np.empty((n, top_k), dtype=np.int64)
    rows = np.arange(n)
    used = np.zeros(left.shape, bool)
    for j in range(top_k):
        best = np.where(used, -np.inf, left).argmax(axis=1)
        experts[:, j] = best
        used[rows, best] = True
    z = logits[rows[:, None], experts]
    w = np.exp(z - z[:, :1])
    return {"experts": experts, "weights": w / w.sum(1, keepdims=True)}


def load_balancing_loss(logits, top_k):
    n, e = logits.shape
    chosen = route(logits, top_k)["experts"]
    total = 0.0
    z = logits - logits.max(1)[:, None]
    probs = np.exp(z - np.log(np.exp(z).sum(1))[:, None])
    for k in range(e):
        total += (chosen == k).sum() / (n * top_k) * probs[:, k].sum() / n
    return float(e * total)


def moe_forward(x, router, w1, w2, top_k, capacity=None):
    r = route(x @ router, top_k)
    load = [0] * w1.shape[0]
    out = np.zeros(x.shape)
    for j in range(top_k):
        for t in range(len(x)):
            e = r["experts"][t, j]
            if capacity is not None and load[e] == capacity:
                continue
            load[e] += 1
            out[t] += r["weights"][t, j] * (np.maximum(x[t] @ w1[e], 0) @ w2[e])
    return out
