import numpy as np


class AdamW:
    def __init__(self, theta, lr, betas, eps, weight_decay):
        self.theta, self.lr, self.betas, self.eps, self.weight_decay = theta.copy(), lr, betas, eps, weight_decay
        self.m, self.v, self.t = np.zeros(theta.shape), np.zeros(theta.shape), 0

    def step(self, grad):
        b1, b2 = self.betas
        self.t += 1
        self.theta -= self.lr * self.weight_decay * self.theta
        self.m *= b1
        self.m += grad - b1 * grad
        self.v *= b2
        self.v += (1 - b2) * grad * grad
        scale = self.v / (1 - np.power(b2, self.t))
        np.sqrt(scale, out=scale)
        self.theta -= self.lr * (self.m / (1 - np.power(b1, self.t))) / (scale + self.eps)


def adamw_step(theta, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    o = AdamW(theta, lr, (beta1, beta2), eps, weight_decay)
    o.m, o.v, o.t = m.copy(), v.copy(), t - 1
    o.step(grad)
    return o.theta, o.m, o.v


def adamw(theta, grads, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    o = AdamW(theta, lr, (beta1, beta2), eps, weight_decay)
    for g in grads:
        o.step(g)
    return o.theta
