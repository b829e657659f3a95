import math

import numpy as np


def _log_probs(row):
    top = max(row)
    total = math.log(math.fsum(math.exp(x - top) for x in row))
    return [x - top - total for x in row]


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    losses = []
    for index in np.ndindex(labels.shape):
        if labels[index] != ignore_index:
            logs = _log_probs(logits[index].tolist())
            losses.append(-(1 - label_smoothing) * logs[labels[index]] - label_smoothing * sum(logs) / len(logs))
    return sum(losses) / len(losses) if losses else 0.0


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    grad, count = np.zeros_like(logits), 0
    for index in np.ndindex(labels.shape):
        if labels[index] == ignore_index:
            continue
        count += 1
        for k, log in enumerate(_log_probs(logits[index].tolist())):
            target = label_smoothing / logits.shape[-1] + (1 - label_smoothing) * (k == labels[index])
            grad[index][k] = math.exp(log) - target
    return grad / count if count else grad
