# reason.zh: 温度为 0 时直接相除
# reason.en: divides by a temperature of 0
# caught_by: temperature 0 is greedy
import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
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
    np.put_along_axis(out, order, ranked, 1)
    return out
