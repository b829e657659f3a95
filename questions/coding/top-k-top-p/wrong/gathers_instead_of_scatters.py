# reason.zh: 放回原顺序时用了 order 本身而不是它的逆排列
# reason.en: goes back to token ids by the order itself instead of its inverse
# caught_by: top-p alone, each row cut at its own place
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
    return np.take_along_axis(ranked, order, 1)
