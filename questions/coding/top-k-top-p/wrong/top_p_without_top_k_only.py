# reason.zh: 给了 top_k 就不再做 top-p
# reason.en: skips top-p where top_k is given
# caught_by: all three together
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
    if not top_k:
        ranked[before >= top_p] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    out = np.zeros(logits.shape)
    np.put_along_axis(out, order, ranked, 1)
    return out
