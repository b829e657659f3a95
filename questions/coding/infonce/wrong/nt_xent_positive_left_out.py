# reason.zh: NT-Xent 的分母里漏了正样本，损失可以为负
# reason.en: leaves the positive out of the denominator in NT-Xent, so the loss may be negative
# caught_by: NT-Xent, the default temperature
import numpy as np


def _unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _cross_entropy(scores, right):
    """The mean of -log softmax(scores) at column right[i] of row i."""
    top = scores.max(axis=1)
    total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return (total - scores[np.arange(len(right)), right]).mean()


def infonce(a, b, temperature=0.07, symmetric=True):
    scores = _unit(a) @ _unit(b).T / temperature
    diagonal = np.arange(len(a))
    forward = _cross_entropy(scores, diagonal)
    return (forward + _cross_entropy(scores.T, diagonal)) / 2 if symmetric else forward


def nt_xent(a, b, temperature=0.5):
    rows = _unit(np.concatenate([a, b]))
    scores = rows @ rows.T / temperature
    np.fill_diagonal(scores, -np.inf)
    row, partner = np.arange(len(rows)), np.roll(np.arange(len(rows)), len(a))
    if len(a) == 1:
        return 0.0
    positive = scores[row, partner]
    scores[row, partner] = -np.inf
    top = scores.max(axis=1)
    return (top + np.log(np.exp(scores - top[:, None]).sum(axis=1)) - positive).mean()
