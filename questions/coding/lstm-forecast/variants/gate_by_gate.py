import numpy as np


def _sig(z):
    return np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def lstm_cell(x, h, c, w, u, b):
    wi, wf, wg, wo = np.split(w, 4, axis=1)
    ui, uf, ug, uo = np.split(u, 4, axis=1)
    bi, bf, bg, bo = np.split(b, 4)
    keep = _sig(x @ wf + h @ uf + bf)
    write = _sig(x @ wi + h @ ui + bi)
    show = _sig(x @ wo + h @ uo + bo)
    c = keep * c + write * np.tanh(x @ wg + h @ ug + bg)
    return show * np.tanh(c), c


def lstm(x, w, u, b):
    h = c = np.zeros((x.shape[0], u.shape[0]))
    out = []
    for step in np.moveaxis(x, 1, 0):
        h, c = lstm_cell(step, h, c, w, u, b)
        out.append(h)
    return np.moveaxis(np.array(out), 0, 1)


def gradients(x, y, params):
    """Gate by gate with a list of what each step needs, newest last."""
    w, u, b = params["w"], params["u"], params["b"]
    H = len(u)
    tape, h, c = [], np.zeros((len(x), H)), np.zeros((len(x), H))
    for t in range(x.shape[1]):
        z = (x[:, t] @ w + h @ u + b).reshape(len(x), 4, H)
        i, f, g, o = _sig(z[:, 0]), _sig(z[:, 1]), np.tanh(z[:, 2]), _sig(z[:, 3])
        new = f * c + i * g
        tape.append((x[:, t], h, c, i, f, g, o, new))
        h, c = o * np.tanh(new), new
    err = (h * params["v"]).sum(-1) + params["d"] - y
    n = len(y)
    grads = {"v": 2 / n * (h.T @ err), "d": np.array([2 / n * err.sum()])}
    dw, du, db = np.zeros(w.shape), np.zeros(u.shape), np.zeros(b.shape)
    dh, dc = 2 / n * err[:, None] * params["v"], np.zeros_like(c)
    while tape:
        xt, hp, cp, i, f, g, o, new = tape.pop()
        do = dh * np.tanh(new)
        dc += dh * o / np.cosh(new) ** 2
        z = np.stack([dc * g * i * (1 - i), dc * cp * f * (1 - f), dc * i * (1 - g) * (1 + g), do * o * (1 - o)], axis=1)
        z = z.reshape(n, 4 * H)
        dw += xt.T @ z
        du += hp.T @ z
        db += z.sum(0)
        dh = z @ u.T
        dc = dc * f
    return float(np.square(err).mean()), {"w": dw, "u": du, "b": db, **grads}


def train(x, y, params, steps, lr):
    m = None
    for _ in range(steps):
        _, g = gradients(x, y, params)
        m = g if m is None else {k: 0.9 * m[k] + g[k] for k in g}
        params = {k: params[k] - lr * m[k] for k in g}
    return params


def forecast(series, queries, params, steps, lr):
    L = queries.shape[1]
    mu, sd = np.mean(series), np.std(series)
    s = (series - mu) / sd
    pairs = [(s[k : k + L], s[k + L]) for k in range(len(s) - L)]
    x, y = np.array([a for a, _ in pairs])[:, :, None], np.array([b for _, b in pairs])
    p = train(x, y, params, steps, lr)
    h = lstm(((queries - mu) / sd)[:, :, None], p["w"], p["u"], p["b"])[:, -1]
    return (h @ p["v"] + p["d"]) * sd + mu
