# reason.zh: 不看 `ignore_index` 参数，只认 -100，标签 -1 被当成最后一类
# reason.en: ignores the argument `ignore_index` and knows only -100, so that the label -1 becomes the last class
# caught_by: ignore_index is -1
import numpy as np


def _parts(logits, labels, ignore_index, label_smoothing):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    classes = logits.shape[-1]
    counted = labels != -100
    onehot = np.eye(classes)[np.where(counted, labels, 0)]
    target = (1 - label_smoothing) * onehot + label_smoothing / classes
    return log_probs, target, counted[..., None] / max(counted.sum(), 1)


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, target, weight = _parts(logits, labels, ignore_index, label_smoothing)
    return -(weight * target * log_probs).sum()


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, target, weight = _parts(logits, labels, ignore_index, label_smoothing)
    return weight * (np.exp(log_probs) - target)
