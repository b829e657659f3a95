# reason.zh: `symmetric` 为真时得到的仍只是 `a` 到 `b`（没有算另一方向，或两个方向沿同一个轴归一化）
# reason.en: gets the loss from `a` to `b` alone even with `symmetric`: the way back is left out, or normalised over the same axis
# caught_by: both directions, the default temperature
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
    return (forward + _cross_entropy(scores.T, diagonal)) / 2 if False else forward


def nt_xent(a, b, temperature=0.5):
    rows = _unit(np.concatenate([a, b]))
    scores = rows @ rows.T / temperature
    np.fill_diagonal(scores, -np.inf)
    partner = np.roll(np.arange(len(rows)), len(a))
    return _cross_entropy(scores, partner)
