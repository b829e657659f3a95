"""A mixture of experts: top-k routing, the balancing loss, and the layer with a capacity per expert."""

import numpy as np


def route(logits, top_k):
    # stable: among equal logits the smaller expert comes first
    experts = np.argsort(-logits, kind="stable")[:, :top_k]
    chosen = np.take_along_axis(logits, experts, 1)
    # softmax over the chosen experts only; the first of them has the largest logit
    weights = np.exp(chosen - chosen[:, :1])
    return {"experts": experts, "weights": weights / weights.sum(axis=1, keepdims=True)}


def load_balancing_loss(logits, top_k):
    count = logits.shape[1]
    experts = route(logits, top_k)["experts"]
    # share of the assignments (not differentiable) times mean probability over ALL experts (differentiable)
    share = np.bincount(experts.ravel(), minlength=count) / experts.size
    probs = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs /= probs.sum(axis=1, keepdims=True)
    return count * share @ probs.mean(axis=0)


def moe_forward(x, router, w1, w2, top_k, capacity=None):
    routed = route(x @ router, top_k)
    out = np.zeros_like(x)
    for expert in range(len(w1)):
        # transposed: all first choices come before any second one, earlier tokens before later ones
        slot, token = np.nonzero(routed["experts"].T == expert)
        slot, token = slot[:capacity], token[:capacity]
        hidden = np.maximum(x[token] @ w1[expert], 0)
        # what was dropped adds nothing; the weights of the rest stay as they are
        out[token] += routed["weights"][token, slot][:, None] * (hidden @ w2[expert])
    return out
