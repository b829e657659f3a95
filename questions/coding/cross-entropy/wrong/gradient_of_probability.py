# reason.zh: 多乘了一次 softmax 的导数 `p(1 - p)`
# reason.en: multiplies by the derivative `p(1 - p)` of the softmax once more
# caught_by: gradient: ignored positions
import numpy as np


def _parts(logits, labels, ignore_index, label_smoothing):
    """Log-probabilities, target distributions, and the weight of every position."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
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
    return weight * (np.exp(log_probs) - target) * np.exp(log_probs) * (1 - np.exp(log_probs))
