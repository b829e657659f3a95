import math

import numpy as np


def _log_softmax(row, T):
    scaled = [x / T for x in row]
    top = max(scaled)
    total = top + math.log(sum(math.exp(x - top) for x in scaled))
    return [x - total for x in scaled]


def distillation_loss(student, teacher, labels, temperature, alpha):
    soft = hard = count = 0
    for s, t, y in zip(student.tolist(), teacher.tolist(), labels.tolist()):
        lp, lq = _log_softmax(t, temperature), _log_softmax(s, temperature)
        soft += temperature**2 * sum(math.exp(a) * (a - b) for a, b in zip(lp, lq))
        if y >= 0:
            hard -= _log_softmax(s, 1.0)[y]
            count += 1
    return alpha * (hard / count if count else 0.0) + (1 - alpha) * soft / len(labels)


def distillation_grad(student, teacher, labels, temperature, alpha):
    count = sum(y >= 0 for y in labels.tolist())
    rows = []
    for s, t, y in zip(student.tolist(), teacher.tolist(), labels.tolist()):
        lp, lq, lh = _log_softmax(t, temperature), _log_softmax(s, temperature), _log_softmax(s, 1.0)
        row = [(1 - alpha) * temperature * (math.exp(b) - math.exp(a)) / len(labels) for a, b in zip(lp, lq)]
        if y >= 0:
            row = [g + alpha * (math.exp(h) - (k == y)) / count for k, (g, h) in enumerate(zip(row, lh))]
        rows.append(row)
    return np.array(rows)
