# reason.zh: 容量不够时留下权重最大的，而不是先满足第一选择、再按 token 的次序
# reason.en: keeps the largest weights where an expert is short of capacity, instead of first choices in the order of the tokens
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
        slot, token = np.nonzero(routed["experts"].T == expert)
        order = np.argsort(-routed["weights"][token, slot], kind="stable")[:capacity]
        slot, token = slot[order], token[order]
        hidden = np.maximum(x[token] @ w1[expert], 0)
        out[token] += routed["weights"][token, slot][:, None] * (hidden @ w2[expert])
    return out
