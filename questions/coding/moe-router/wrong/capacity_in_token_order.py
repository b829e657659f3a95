# reason.zh: 按 token 的次序占容量，没有先满足第一选择
# reason.en: fills the capacity token by token instead of first choices first
# caught_by: short of capacity: first choices come first
import numpy as np


def route(logits, top_k):
    experts = np.argsort(-logits, kind="stable")[:, :top_k]
    chosen = np.take_along_axis(logits, experts, 1)
    weights = np.exp(chosen - chosen[:, :1])
    return {"experts": experts, "weights": weights / weights.sum(axis=1, keepdims=True)}


def load_balancing_loss(logits, top_k):
    count = logits.shape[1]
    experts = route(logits, top_k)["experts"]
    share = np.bincount(experts.ravel(), minlength=count) / experts.size
    probs = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs /= probs.sum(axis=1, keepdims=True)
    return count * share @ probs.mean(axis=0)


def moe_forward(x, router, w1, w2, top_k, capacity=None):
    routed = route(x @ router, top_k)
    out = np.zeros_like(x)
    for expert in range(len(w1)):
        token, slot = np.nonzero(routed["experts"] == expert)
        slot, token = slot[:capacity], token[:capacity]
        hidden = np.maximum(x[token] @ w1[expert], 0)
        out[token] += routed["weights"][token, slot][:, None] * (hidden @ w2[expert])
    return out
