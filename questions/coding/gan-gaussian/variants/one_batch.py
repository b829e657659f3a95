import numpy as np


def _sig(a):
    e = np.exp(-np.abs(a))
    return np.where(a >= 0, 1, e) / (1 + e)


def _net(p, x):
    h = np.tanh(np.einsum("ni,ih->nh", x, p["w1"]) + p["b1"][None])
    return h, np.einsum("nh,ho->no", h, p["w2"]) + p["b2"][None]


def _grads(p, x, h, delta):
    back = np.einsum("no,ho->nh", delta, p["w2"]) * (1 - h) * (1 + h)
    return {
        "w1": np.einsum("ni,nh->ih", x, back),
        "b1": np.einsum("nh->h", back),
        "w2": np.einsum("nh,no->ho", h, delta),
        "b2": np.einsum("no->o", delta),
    }, back


def d_loss_and_grads(d, real, fake):
    x = np.vstack([real, fake])
    n, m = len(real), len(fake)
    sign = np.r_[-np.ones(n), np.ones(m)][:, None]
    weight = np.r_[np.full(n, 1 / n), np.full(m, 1 / m)][:, None]
    h, a = _net(d, x)
    return float((weight * np.logaddexp(0.0, sign * a)).sum()), _grads(d, x, h, weight * sign * _sig(sign * a))[0]


def g_loss_and_grads(g, d, z):
    hg, x = _net(g, z)
    hd, a = _net(d, x)
    back = _grads(d, x, hd, -_sig(-a) / len(z))[1]
    return float(np.mean(np.logaddexp(0.0, -a))), _grads(g, z, hg, back @ d["w1"].T)[0]


def train(g, d, real, noise, lr_g, lr_d):
    g, d = ({k: v.copy() for k, v in p.items()} for p in (g, d))
    for x, z in zip(real, noise):
        for k, v in d_loss_and_grads(d, x, _net(g, z)[1])[1].items():
            d[k] -= lr_d * v
        for k, v in g_loss_and_grads(g, d, z)[1].items():
            g[k] -= lr_g * v
    return g, d
