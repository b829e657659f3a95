# reason.zh: 梯度没有除以批大小
# reason.en: does not divide the gradients by the batch size
# caught_by: discriminator: 6 real, 4 fake
import numpy as np


def _forward(net, x):
    h = np.tanh(x @ net["w1"] + net["b1"])
    return h, h @ net["w2"] + net["b2"]


def _backward(net, x, h, d_out):
    d_z = d_out @ net["w2"].T * (1 - h**2)
    grads = {"w1": x.T @ d_z, "b1": d_z.sum(axis=0), "w2": h.T @ d_out, "b2": d_out.sum(axis=0)}
    return grads, d_z @ net["w1"].T


def _binary(logit, label):
    loss = np.logaddexp(0, -logit if label else logit).mean()
    return loss, (np.exp(-np.logaddexp(0, -logit)) - label)


def d_loss_and_grads(d, real, fake):
    total, grads = 0, dict.fromkeys(d, 0)
    for x, label in ((real, 1), (fake, 0)):
        h, logit = _forward(d, x)
        loss, d_logit = _binary(logit, label)
        part, _ = _backward(d, x, h, d_logit)
        total += loss
        grads = {name: grads[name] + part[name] for name in d}
    return total, grads


def g_loss_and_grads(g, d, z):
    h, fake = _forward(g, z)
    inner, logit = _forward(d, fake)
    loss, d_logit = _binary(logit, 1)
    _, d_fake = _backward(d, fake, inner, d_logit)
    return loss, _backward(g, z, h, d_fake)[0]


def train(g, d, real, noise, lr_g, lr_d):
    for x, z in zip(real, noise):
        _, grads = d_loss_and_grads(d, x, _forward(g, z)[1])
        d = {name: d[name] - lr_d * grads[name] for name in d}
        _, grads = g_loss_and_grads(g, d, z)
        g = {name: g[name] - lr_g * grads[name] for name in g}
    return g, d
