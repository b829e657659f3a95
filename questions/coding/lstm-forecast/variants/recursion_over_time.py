import numpy as np


def lstm_cell(x, h, c, w, u, b):
    H = h.shape[1]
    z = np.hstack([x, h]) @ np.vstack([w, u]) + b
    s = 0.5 * (1 + np.tanh(0.5 * z))
    i, f, o = s[:, :H], s[:, H : 2 * H], s[:, 3 * H :]
    c2 = f * c + i * np.tanh(z[:, 2 * H : 3 * H])
    return np.tanh(c2) * o, c2


def lstm(x, w, u, b):
    B, T, _ = x.shape
    H = u.shape[0]
    out, h, c = np.empty((B, T, H)), np.zeros((B, H)), np.zeros((B, H))
    for t in range(T):
        h, c = lstm_cell(x[:, t], h, c, w, u, b)
        out[:, t] = h
    return out


def gradients(x, y, params):
    def forward(t, h, c):
        """Recursion over time: returns the loss, dh and dc, and adds to the gradients on the way back."""
        if t == T:
            pred = h @ params["v"] + params["d"]
            r = pred - y
            out["v"] += 2 * r @ h / B
            out["d"] += 2 * r.sum() / B
            return np.mean(r * r), 2 / B * r[:, None] * params["v"][None], np.zeros_like(c)
        z = x[:, t] @ params["w"] + h @ params["u"] + params["b"]
        s = 0.5 * (1 + np.tanh(0.5 * z))
        i, f, o = s[:, :H], s[:, H : 2 * H], s[:, 3 * H :]
        g = np.tanh(z[:, 2 * H : 3 * H])
        c2 = f * c + i * g
        th = np.tanh(c2)
        loss, dh, dc = forward(t + 1, o * th, c2)
        dc = dc + dh * o * (1 - th**2)
        dz = np.hstack([dc * g, dc * c, dc * i, dh * th]) * np.hstack([i - i * i, f - f * f, 1 - g * g, o - o * o])
        out["w"] += np.einsum("bi,bz->iz", x[:, t], dz)
        out["u"] += np.einsum("bh,bz->hz", h, dz)
        out["b"] += np.einsum("bz->z", dz)
        return loss, np.einsum("bz,hz->bh", dz, params["u"]), dc * f

    B, T, _ = x.shape
    H = params["u"].shape[0]
    out = {k: np.zeros(p.shape) for k, p in params.items()}
    loss, _, _ = forward(0, np.zeros((B, H)), np.zeros((B, H)))
    return float(loss), out


def train(x, y, params, steps, lr):
    params = {k: p.copy() for k, p in params.items()}
    velocity = {k: np.zeros_like(p) for k, p in params.items()}
    for _ in range(steps):
        for k, g in gradients(x, y, params)[1].items():
            velocity[k] *= 0.9
            velocity[k] += g
            params[k] -= lr * velocity[k]
    return params


def forecast(series, queries, params, steps, lr):
    L = queries.shape[1]
    lo, hi = series.min(), series.max()
    scaled = 3 * (series - lo) / (hi - lo) - 1.5
    x = np.array([scaled[k : k + L] for k in range(len(series) - L)])[..., None]
    p = train(x, scaled[L:], params, steps, lr)
    q = 3 * (queries - lo) / (hi - lo) - 1.5
    out = lstm(q[..., None], p["w"], p["u"], p["b"])[:, -1] @ p["v"] + p["d"]
    return (out + 1.5) / 3 * (hi - lo) + lo
