# reason.zh: 损失和梯度的软项都只算有标签的样本
# reason.en: takes the soft term of loss and gradient over the labelled samples only
# caught_by: some samples unlabelled
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
    soft = temperature**2 * (np.exp(p) * (p - q))[labels >= 0].sum() / max((labels >= 0).sum(), 1)
    hard = -(_onehot(labels, student.shape[1]) * _log_softmax(student)).sum()
    return alpha * hard + (1 - alpha) * soft


def distillation_grad(student, teacher, labels, temperature, alpha):
    p, q = _log_softmax(teacher / temperature), _log_softmax(student / temperature)
    soft = temperature * (np.exp(q) - np.exp(p)) * (labels >= 0)[:, None] / max((labels >= 0).sum(), 1)
    target = _onehot(labels, student.shape[1])
    hard = target.sum(axis=1, keepdims=True) * np.exp(_log_softmax(student)) - target
    return alpha * hard + (1 - alpha) * soft
