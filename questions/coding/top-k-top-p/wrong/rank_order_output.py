# reason.zh: 按概率从大到小返回，没有放回 token 编号的顺序
# reason.en: returns the probabilities in rank order, not by token id
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
    before = np.cumsum(ranked, axis=1) - ranked
    ranked[before >= top_p] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    out = np.zeros(logits.shape)
    out[:] = ranked
    return out
