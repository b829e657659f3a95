# reason.zh: NT-Xent 的最大值取在除去自己之前，互不相像时全部下溢
# reason.en: takes the maximum in NT-Xent before excluding the row itself, so that unlike rows underflow
# caught_by: NT-Xent, rows all unlike
import numpy as np


def _unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _cross_entropy(scores, right, top):
    total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return (total - scores[np.arange(len(right)), right]).mean()


def infonce(a, b, temperature=0.07, symmetric=True):
    scores = _unit(a) @ _unit(b).T / temperature
    diagonal = np.arange(len(a))
    forward = _cross_entropy(scores, diagonal, scores.max(axis=1))
    return (forward + _cross_entropy(scores.T, diagonal, scores.max(axis=0))) / 2 if symmetric else forward


def nt_xent(a, b, temperature=0.5):
    rows = _unit(np.concatenate([a, b]))
    scores = rows @ rows.T / temperature
    top = scores.max(axis=1)
    np.fill_diagonal(scores, -np.inf)
    partner = np.roll(np.arange(len(rows)), len(a))
    return _cross_entropy(scores, partner, top) if len(a) > 1 else 0.0
