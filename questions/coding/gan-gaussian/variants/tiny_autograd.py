import numpy as np


class V:
    """A value that remembers how it was made."""

    def __init__(self, a, parents=()):
        self.a, self.parents, self.g = np.asarray(a, float), parents, 0.0

    def __matmul__(self, o):
        return V(self.a @ o.a, [(self, lambda g: g @ o.a.T), (o, lambda g: self.a.T @ g)])

    def __add__(self, o):
        return V(self.a + o.a, [(self, lambda g: g), (o, lambda g: g.sum(0) if o.a.ndim == 1 else g)])

    def __neg__(self):
        return V(-self.a, [(self, lambda g: -g)])

    def tanh(self):
        t = np.tanh(self.a)
        return V(t, [(self, lambda g: g * (1 - t * t))])

    def softplus_mean(self):
        s = 0.5 + 0.5 * np.tanh(self.a / 2)
        return V(np.mean(np.maximum(self.a, 0) + np.log1p(np.exp(-abs(self.a)))), [(self, lambda g: g * s / s.size)])

    def back(self):
        order, seen = [], set()

        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p, _ in v.parents:
                    visit(p)
                order.append(v)

        visit(self)
        self.g = np.ones_like(self.a)
        for v in reversed(order):
            for p, f in v.parents:
                p.g = p.g + f(v.g)


def wrap(net):
    return {k: V(x) for k, x in net.items()}


def run(n, x):
    return (x @ n["w1"] + n["b1"]).tanh() @ n["w2"] + n["b2"]


def finish(loss, n):
    loss.back()
    return float(loss.a), {k: v.g for k, v in n.items()}


def d_loss_and_grads(d, real, fake):
    n = wrap(d)
    return finish((-run(n, V(real))).softplus_mean() + run(n, V(fake)).softplus_mean(), n)


def g_loss_and_grads(g, d, z):
    n = wrap(g)
    return finish((-run(wrap(d), run(n, V(z)))).softplus_mean(), n)


def train(g, d, real, noise, lr_g, lr_d):
    for t in range(len(real)):
        fake = run(wrap(g), V(noise[t])).a
        grads = d_loss_and_grads(d, real[t], fake)[1]
        d = {k: d[k] - lr_d * grads[k] for k in grads}
        grads = g_loss_and_grads(g, d, noise[t])[1]
        g = {k: g[k] - lr_g * grads[k] for k in grads}
    return g, d
