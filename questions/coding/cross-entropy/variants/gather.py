import numpy as np


def _flat(logits, labels, ignore_index):
    keep = np.flatnonzero(labels.ravel() != ignore_index)
    rows = logits.reshape(labels.size, logits.shape[-1])[keep]
    return keep, rows, labels.ravel()[keep]


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    _, rows, right = _flat(logits, labels, ignore_index)
    if not len(rows):
        return 0.0
    total = np.logaddexp.reduce(rows, axis=1)
    hard = total - rows[np.arange(len(rows)), right]
    return float(np.mean((1 - label_smoothing) * hard + label_smoothing * (total - rows.mean(axis=1))))


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    keep, rows, right = _flat(logits, labels, ignore_index)
    out = np.zeros((labels.size, logits.shape[-1]))
    if len(rows):
        p = np.exp(rows - np.logaddexp.reduce(rows, axis=1, keepdims=True)) - label_smoothing / rows.shape[1]
        p[np.arange(len(rows)), right] -= 1 - label_smoothing
        out[keep] = p / len(rows)
    return out.reshape(logits.shape)
