# reason.zh: 把 logit 截断到 ±50，而不是减去最大值
# reason.en: clips the logits to ±50 instead of subtracting the maximum
# caught_by: logits thousands apart
import numpy as np


def _parts(logits, labels, ignore_index, label_smoothing):
    """Log-probabilities, target distributions, and the weight of every position."""
    shifted = np.clip(logits, -50, 50)
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
