import numpy as np


def attention_mask(valid, new, window=None):
    B, S = valid.shape
    full = np.zeros((B, S, S), dtype=bool)
    for p in range(S):
        first = 0 if window is None else max(0, p + 1 - window)
        full[:, p, first : p + 1] = valid[:, first : p + 1]
    return full[:, None, S - new :]


def masked_softmax(scores, mask):
    mask = np.broadcast_to(mask, scores.shape)
    out = np.zeros_like(scores)
    for index in np.ndindex(scores.shape[:-1]):
        seen = mask[index]
        if seen.any():
            powers = np.exp(scores[index][seen] - scores[index][seen].max())
            out[index][seen] = powers / powers.sum()
    return out
