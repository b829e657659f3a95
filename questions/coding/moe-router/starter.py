import numpy as np


def route(logits, top_k):
    """每个 token 选 top_k 个专家。Choose top_k experts for each token.

    logits: (N, E)
    返回 returns: {"experts": (N, top_k) int, "weights": (N, top_k)}
    """
    raise NotImplementedError


def load_balancing_loss(logits, top_k):
    """负载均衡损失。The load-balancing loss.

    logits: (N, E)
    返回 returns: float
    """
    raise NotImplementedError


def moe_forward(x, router, w1, w2, top_k, capacity=None):
    """混合专家层。The mixture-of-experts layer.

    x: (N, D)    router: (D, E)    w1: (E, D, H)    w2: (E, H, D)
    返回 returns: (N, D)
    """
    raise NotImplementedError
