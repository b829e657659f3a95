import numpy as np


def masked_mean(x, mask):
    out = np.zeros((x.shape[0], x.shape[2]))
    for b in range(len(x)):
        real = [x[b, t] for t in range(x.shape[1]) if mask[b, t]]
        if real:
            out[b] = np.mean(real, axis=0)
    return out


def _norm(x):
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)


def features(ids, params, heads):
    """Cut the padding away, text by text, and no mask is needed."""
    V = params["token"].shape[1]
    out = np.zeros((len(ids), V))
    D = V // heads
    for b, row in enumerate(ids):
        at = np.nonzero(row)[0]
        if at.size == 0:
            continue
        x = params["token"][row[at]] + params["position"][at]
        n = _norm(x)
        q, k, v = n @ params["wq"], n @ params["wk"], n @ params["wv"]
        parts = []
        for h in range(heads):
            c = slice(h * D, h * D + D)
            s = q[:, c] @ k[:, c].T * D**-0.5
            p = np.exp(s - s.max(1)[:, None])
            parts.append(p / p.sum(1)[:, None] @ v[:, c])
        x = x + np.hstack(parts) @ params["wo"]
        hidden = _norm(x) @ params["w1"]
        hidden[hidden < 0] = 0
        out[b] = _norm(x + hidden @ params["w2"]).mean(0)
    return out


def head_gradients(inputs, labels, w, b):
    n, z = len(labels), inputs @ w + b
    logp = z - np.logaddexp.reduce(z, axis=1)[:, None]
    onehot = np.eye(w.shape[1])[labels]
    d = (np.exp(logp) - onehot) / n
    return -(onehot * logp).sum() / n, inputs.T @ d, d.sum(0)


def fit(inputs, labels, classes, steps, lr):
    theta = np.zeros((inputs.shape[1] + 1, classes))
    for _ in range(steps):
        _, dw, db = head_gradients(inputs, labels, theta[:-1], theta[-1])
        theta = theta - lr * np.vstack([dw, db])
    return theta[:-1], theta[-1]


def classify(ids, labels, queries, params, heads, classes, steps, lr):
    w, b = fit(features(ids, params, heads), labels, classes, steps, lr)
    return np.argmax(features(queries, params, heads) @ w + b, -1)
