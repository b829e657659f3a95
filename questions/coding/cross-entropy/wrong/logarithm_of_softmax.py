# reason.zh: 先求 softmax 再取对数，小概率成了负无穷
# reason.en: takes the logarithm of the softmax, and small probabilities become minus infinity
# caught_by: logits thousands apart
import numpy as np


def _parts(logits, labels, ignore_index, label_smoothing):
    """Log-probabilities, target distributions, and the weight of every position."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    probs = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    log_probs = np.log(probs)
    classes = logits.shape[-1]
    onehot = labels[..., None] == np.arange(classes)
    target = (1 - label_smoothing) * onehot + label_smoothing / classes
    counted = labels != ignore_index
    return log_probs, target, counted[..., None] / max(counted.sum(), 1)


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, target, weight = _parts(logits, labels, ignore_index, label_smoothing)
    return -(weight * target * log_probs).sum()


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, target, weight = _parts(logits, labels, ignore_index, label_smoothing)
    return weight * (np.exp(log_probs) - target)
