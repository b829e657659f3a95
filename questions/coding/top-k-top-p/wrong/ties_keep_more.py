# reason.zh: 按第 k 大的值截断，并列时留下的不止 k 个
# reason.en: cuts below the k-th largest value and keeps more than k in a tie
# caught_by: ties keep the smaller ids
import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    if temperature == 0:
        return np.eye(logits.shape[1])[logits.argmax(axis=1)]
    scaled = logits / temperature
    probs = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    order = np.argsort(-logits, kind="stable")
    ranked = np.take_along_axis(probs, order, 1)
    if top_k:
        ranked[ranked < ranked[:, min(top_k, ranked.shape[1]) - 1][:, None]] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    before = np.cumsum(ranked, axis=1) - ranked
    ranked[before >= top_p] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    out = np.zeros(logits.shape)
    np.put_along_axis(out, order, ranked, 1)
    return out
