# reason.zh: 没有减去最大值，指数溢出
# reason.en: does not subtract the maximum, so the exponential overflows
# caught_by: logits thousands apart
import numpy as np


def _parts(logits, labels, ignore_index, label_smoothing):
    """Log-probabilities, target distributions, and the weight of every position."""
    shifted = logits * 1.0
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
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
