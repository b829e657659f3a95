import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce


class Net(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = nn.ParameterDict({k: nn.Parameter(v.clone()) for k, v in p.items()})

    def forward(self, x):
        h = torch.addmm(self.p["b1"], x, self.p["w1"]).tanh()
        return torch.addmm(self.p["b2"], h, self.p["w2"])

    def values(self, of):
        return {k: of(self.p[k]).detach().clone() for k in ("w1", "b1", "w2", "b2")}


def _d_loss(d, real, fake):
    a, b = d(real), d(fake)
    return bce(a, torch.ones_like(a)) + bce(b, torch.zeros_like(b))


def _g_loss(g, d, z):
    a = d(g(z))
    return bce(a, torch.ones_like(a))


def d_loss_and_grads(d, real, fake):
    net = Net(d)
    loss = _d_loss(net, real, fake)
    loss.backward()
    return loss, net.values(lambda v: v.grad)


def g_loss_and_grads(g, d, z):
    net, judge = Net(g), Net(d)
    loss = _g_loss(net, judge, z)
    loss.backward()
    return loss, net.values(lambda v: v.grad)


def train(g, d, real, noise, lr_g, lr_d):
    gen, dis = Net(g), Net(d)
    opt_g, opt_d = torch.optim.SGD(gen.parameters(), lr=lr_g), torch.optim.SGD(dis.parameters(), lr=lr_d)
    for x, z in zip(real, noise):
        opt_d.zero_grad()
        _d_loss(dis, x, gen(z).detach()).backward()
        opt_d.step()
        opt_g.zero_grad()
        _g_loss(gen, dis, z).backward()
        opt_g.step()
    return gen.values(lambda v: v), dis.values(lambda v: v)
