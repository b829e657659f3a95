# reason.zh: 并列时先留编号大的
# reason.en: keeps the larger ids of a tie
# caught_by: ties keep the smaller ids
import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    if temperature == 0:
        return np.eye(logits.shape[1])[logits.shape[1] - 1 - logits[:, ::-1].argmax(axis=1)]
    scaled = logits / temperature
    probs = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    order = np.argsort(logits, kind="stable")[:, ::-1]
    ranked = np.take_along_axis(probs, order, 1)
    if top_k:
        ranked[:, top_k:] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    # mass of the tokens BEFORE this one: the token that crosses top_p is still kept
    before = np.cumsum(ranked, axis=1) - ranked
    ranked[before >= top_p] = 0.0
    ranked /= ranked.sum(axis=1, keepdims=True)
    # back from rank order to token ids
    out = np.zeros(logits.shape)
    np.put_along_axis(out, order, ranked, 1)
    return out
