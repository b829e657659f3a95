# reason.zh: 丢掉之后又重新归一化了权重
# reason.en: renormalises the weights after dropping
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
    out, total = np.zeros_like(x), np.zeros((len(x), 1))
    for expert in range(len(w1)):
        slot, token = np.nonzero(routed["experts"].T == expert)
        slot, token = slot[:capacity], token[:capacity]
        total[token, 0] += routed["weights"][token, slot]
        hidden = np.maximum(x[token] @ w1[expert], 0)
        out[token] += routed["weights"][token, slot][:, None] * (hidden @ w2[expert])
    return out / np.where(total > 0, total, 1)
