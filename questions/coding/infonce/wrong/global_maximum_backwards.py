# reason.zh: 由 `b` 到 `a` 的方向用了整个矩阵的最大值，不像的那一列全部下溢
# reason.en: shifts the direction from `b` to `a` by the maximum of the whole matrix, so a column unlike all others underflows
# caught_by: an anchor unlike all candidates
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
    backward = _cross_entropy(scores.T, diagonal, np.full(len(a), scores.max()))
    return (forward + backward) / 2 if symmetric else forward


def nt_xent(a, b, temperature=0.5):
    rows = _unit(np.concatenate([a, b]))
    scores = rows @ rows.T / temperature
    np.fill_diagonal(scores, -np.inf)
    partner = np.roll(np.arange(len(rows)), len(a))
    return _cross_entropy(scores, partner, scores.max(axis=1))
