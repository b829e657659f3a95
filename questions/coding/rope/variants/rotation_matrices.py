import numpy as np


def rope(x, positions, base=10000.0, interleaved=True):
    D = x.shape[-1]
    order = np.arange(D) if interleaved else np.arange(D).reshape(2, -1).T.ravel()
    out = np.empty_like(x)
    for t, p in enumerate(positions):
        matrix = np.zeros((D, D))
        for i in range(D // 2):
            c, s = np.cos(p / base ** (2 * i / D)), np.sin(p / base ** (2 * i / D))
            pair = order[2 * i : 2 * i + 2]
            matrix[np.ix_(pair, pair)] = [[c, -s], [s, c]]
        out[:, :, t] = x[:, :, t] @ matrix.T
    return out
