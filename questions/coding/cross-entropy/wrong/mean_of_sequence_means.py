# reason.zh: 先在每条序列内取平均，再对序列取平均
# reason.en: averages within each sequence first and then over the sequences
# caught_by: ragged sequences, the rest ignored
import numpy as np


def _parts(logits, labels, ignore_index, label_smoothing):
    """Log-probabilities, target distributions, and the weight of every position."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    classes = logits.shape[-1]
    onehot = labels[..., None] == np.arange(classes)
    target = (1 - label_smoothing) * onehot + label_smoothing / classes
    counted = labels != ignore_index
    share = counted / np.maximum(counted.sum(axis=-1, keepdims=True), 1)
    return log_probs, target, share[..., None] / max(counted.any(axis=-1).sum(), 1)


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, target, weight = _parts(logits, labels, ignore_index, label_smoothing)
    return -(weight * target * log_probs).sum()


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, target, weight = _parts(logits, labels, ignore_index, label_smoothing)
    return weight * (np.exp(log_probs) - target)
