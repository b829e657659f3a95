# reason.zh: 两个网络同时更新，生成器面对的是旧的判别器
# reason.en: updates both at once, so that the generator meets the old discriminator
# caught_by: one step of training
import torch
from torch.nn.functional import softplus


def _run(net, x):
    return torch.tanh(x @ net["w1"] + net["b1"]) @ net["w2"] + net["b2"]


def _leaves(net):
    return {name: value.detach().clone().requires_grad_() for name, value in net.items()}


def _grads(loss, net):
    return dict(zip(net, torch.autograd.grad(loss, list(net.values()))))


def d_loss_and_grads(d, real, fake):
    d = _leaves(d)
    loss = softplus(-_run(d, real)).mean() + softplus(_run(d, fake)).mean()
    return loss.detach(), _grads(loss, d)


def g_loss_and_grads(g, d, z):
    g = _leaves(g)
    loss = softplus(-_run(d, _run(g, z))).mean()
    return loss.detach(), _grads(loss, g)


def train(g, d, real, noise, lr_g, lr_d):
    for x, z in zip(real, noise):
        with torch.no_grad():
            fake = _run(g, z)
        grads = d_loss_and_grads(d, x, fake)[1]
        old, d = d, {name: d[name] - lr_d * grads[name] for name in d}
        grads = g_loss_and_grads(g, old, z)[1]
        g = {name: g[name] - lr_g * grads[name] for name in g}
    return g, d
