import numpy as np


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def route(logits, top_k):
    p = softmax(logits)
    idx = np.array([sorted(range(len(row)), key=lambda e: -row[e])[:top_k] for row in logits])
    w = np.stack([p[i, idx[i]] for i in range(len(p))])
    return {"experts": idx, "weights": w / w.sum(1)[:, None]}


def load_balancing_loss(logits, top_k):
    N, E = logits.shape
    chosen = np.zeros((N, E))
    np.put_along_axis(chosen, route(logits, top_k)["experts"], 1.0, axis=1)
    return E * np.sum(chosen.mean(0) / top_k * softmax(logits).mean(0))


def moe_forward(x, router, w1, w2, top_k, capacity=None):
    N, E = len(x), len(w1)
    r = route(x @ router, top_k)
    gate = np.zeros((N, E))
    room = np.full(E, N if capacity is None else capacity)
    for s in range(top_k):
        for n in range(N):
            e = r["experts"][n, s]
            if room[e] > 0:
                room[e] -= 1
                gate[n, e] = r["weights"][n, s]
    # dense: every expert on every token, then the gates
    h = np.maximum(np.einsum("nd,edh->neh", x, w1), 0)
    return np.einsum("ne,neh,ehd->nd", gate, h, w2)
