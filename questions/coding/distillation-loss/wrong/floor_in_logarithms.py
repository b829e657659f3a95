# reason.zh: 软项的对数里加了 1e-8，学生的概率下溢时 KL 被封顶
# reason.en: adds 1e-8 inside the logarithms of the soft term, which caps the KL where probabilities of the student underflow
# caught_by: logits of thousands
import numpy as np


def _log_softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def _onehot(labels, classes):
    """One-hot rows, each divided by the number of labelled samples; zeros for the label -1."""
    rows = labels[:, None] == np.arange(classes)
    return rows / max(rows.sum(), 1)


def distillation_loss(student, teacher, labels, temperature, alpha):
    p, q = _log_softmax(teacher / temperature), _log_softmax(student / temperature)
    soft = (
        temperature**2
        * (np.exp(p) * (np.log(np.exp(p) + 1e-8) - np.log(np.exp(q) + 1e-8))).sum()
        / len(student)
    )
    hard = -(_onehot(labels, student.shape[1]) * _log_softmax(student)).sum()
    return alpha * hard + (1 - alpha) * soft


def distillation_grad(student, teacher, labels, temperature, alpha):
    p, q = _log_softmax(teacher / temperature), _log_softmax(student / temperature)
    soft = temperature * (np.exp(q) - np.exp(p)) / len(student)
    target = _onehot(labels, student.shape[1])
    hard = target.sum(axis=1, keepdims=True) * np.exp(_log_softmax(student)) - target
    return alpha * hard + (1 - alpha) * soft
