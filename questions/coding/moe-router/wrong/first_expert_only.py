# reason.zh: 不路由：所有 token 都交给第一个专家
# reason.en: does not route and sends every token to the first expert
# caught_by: two experts a token
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
    return np.maximum(x @ w1[0], 0) @ w2[0]
