# reason.zh: 温度为 0 时，并列最大的平分概率
# reason.en: shares the probability among tied logits at temperature 0
# caught_by: greedy: the smaller id of a tie
import numpy as np


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    if temperature == 0:
        top = logits == logits.max(axis=1, keepdims=True)
        return top / top.sum(axis=1, keepdims=True)
    scaled = logits / temperature
    probs = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    # stable: among equal logits the smaller id comes first
    order = np.argsort(-logits, kind="stable")
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
