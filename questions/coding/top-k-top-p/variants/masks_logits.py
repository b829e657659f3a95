import numpy as np


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def filter_probs(logits, temperature=1.0, top_k=0, top_p=1.0):
    if temperature == 0:
        top_k, temperature = 1, 1.0
    x = np.array(logits) / temperature
    rank = np.argsort(np.argsort(-x, axis=-1, kind="stable"), axis=-1)
    if top_k:
        x = np.where(rank < top_k, x, -np.inf)
    p = softmax(x)
    for row, r in zip(p, rank):
        by_rank = np.empty_like(row)
        by_rank[r] = row
        before = np.concatenate([[0.0], np.cumsum(by_rank)[:-1]])
        row[before[r] >= top_p] = 0
    return p / p.sum(-1, keepdims=True)
