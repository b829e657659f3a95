# reason.zh: 对数里加了 1e-8，大的损失被封顶
# reason.en: adds 1e-8 inside the logarithm, which caps large losses
# caught_by: a temperature of 0.001
import numpy as np


def _unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _cross_entropy(scores, right):
    """The mean of -log softmax(scores) at column right[i] of row i."""
    top = scores.max(axis=1)
    total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return -np.log(np.exp(scores[np.arange(len(right)), right] - total) + 1e-8).mean()


def infonce(a, b, temperature=0.07, symmetric=True):
    scores = _unit(a) @ _unit(b).T / temperature
    diagonal = np.arange(len(a))
    forward = _cross_entropy(scores, diagonal)
    return (forward + _cross_entropy(scores.T, diagonal)) / 2 if symmetric else forward


def nt_xent(a, b, temperature=0.5):
    rows = _unit(np.concatenate([a, b]))
    scores = rows @ rows.T / temperature
    np.fill_diagonal(scores, -np.inf)
    partner = np.roll(np.arange(len(rows)), len(a))
    return _cross_entropy(scores, partner)
