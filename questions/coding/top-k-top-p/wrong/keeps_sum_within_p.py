# reason.zh: 只保留累计概率不超过 top_p 的 token（至少留一个），越过它的那个没有保留
# reason.en: keeps tokens while the sum stays within top_p, and at least one, without the token that crosses it
# caught_by: worked example: 0.5 + 0.3 crosses 0.6
import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    if temperature == 0:
        return np.eye(logits.shape[1])[logits.argmax(axis=1)]
    scaled = logits / temperature
    probs = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    order = np.argsort(-logits, kind="stable")
    ranked = np.take_along_axis(probs, order, 1)
    if top_k:
        ranked[:, top_k:] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    if top_p < 1:
        cut = np.cumsum(ranked, axis=1) > top_p
        cut[:, 0] = False
        ranked[cut] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    out = np.zeros(logits.shape)
    np.put_along_axis(out, order, ranked, 1)
    return out
