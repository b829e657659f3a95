import numpy as np


def _softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def _lse(z):
    return np.logaddexp.reduce(z, axis=1)


def distillation_loss(student, teacher, labels, temperature, alpha):
    s, t = student / temperature, teacher / temperature
    p = _softmax(t)
    # KL = lse(s) - lse(t) + <p, t - s>
    kl = _lse(s) - _lse(t) + np.einsum("nk,nk->n", p, t - s)
    loss = (1 - alpha) * temperature**2 * kl.mean()
    known = np.flatnonzero(labels != -1)
    if known.size:
        loss += alpha * np.mean(_lse(student[known]) - student[known, labels[known]])
    return float(loss)


def distillation_grad(student, teacher, labels, temperature, alpha):
    p, q = _softmax(teacher / temperature), _softmax(student / temperature)
    out = (1 - alpha) * temperature * (q - p) / len(labels)
    known = np.flatnonzero(labels != -1)
    if known.size:
        hard = _softmax(student[known])
        hard[np.arange(known.size), labels[known]] -= 1
        out[known] += alpha * hard / known.size
    return out
