import numpy as np


def infonce(a, b, temperature=0.07, symmetric=True):
    a = a / np.sqrt((a**2).sum(-1, keepdims=True))
    b = b / np.sqrt((b**2).sum(-1, keepdims=True))
    s = np.einsum("id,jd->ij", a, b) / temperature
    rows = np.logaddexp.reduce(s, axis=1)
    total = (rows + np.logaddexp.reduce(s, axis=0)) / 2 if symmetric else rows
    return float(np.mean(total - np.diag(s)))


def nt_xent(a, b, temperature=0.5):
    N = len(a)
    a, b = a / np.linalg.norm(a, axis=1)[:, None], b / np.linalg.norm(b, axis=1)[:, None]
    off = ~np.eye(N, dtype=bool)
    ab = a @ b.T / temperature
    total = 0.0
    for own, cross in ((a @ a.T, ab), (b @ b.T, ab.T)):
        others = np.where(off, own / temperature, -np.inf)
        total += np.sum(np.logaddexp.reduce(np.hstack([others, cross]), axis=1) - np.diag(cross))
    return float(total / (2 * N))
