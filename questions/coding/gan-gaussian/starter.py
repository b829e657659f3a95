import numpy as np

# 网络是字典 a network is a dict {"w1": (I, H), "b1": (H,), "w2": (H, O), "b2": (O,)}：
# tanh(x @ w1 + b1) @ w2 + b2


def d_loss_and_grads(d, real, fake):
    """判别器的损失和梯度。Loss and gradients of the discriminator.

    real: (N, X)    fake: (M, X)    返回 returns: loss, {"w1": …, "b1": …, "w2": …, "b2": …}
    """
    raise NotImplementedError


def g_loss_and_grads(g, d, z):
    """生成器的非饱和损失和梯度。The generator's non-saturating loss and gradients.

    z: (M, Z)    返回 returns: loss, 生成器的梯度 the generator's gradients
    """
    raise NotImplementedError


def train(g, d, real, noise, lr_g, lr_d):
    """交替训练。Alternating training. real: (T, N, X)    noise: (T, M, Z)    返回 returns: g, d"""
    raise NotImplementedError
