# reason.zh: 标签平滑的均匀项对所有位置取平均，被忽略的也算在内
# reason.en: averages the uniform term of the smoothing over all positions, ignored ones included
# caught_by: label smoothing with ignored positions
import numpy as np


def _parts(logits, labels, ignore_index):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    classes = logits.shape[-1]
    onehot = labels[..., None] == np.arange(classes)
    counted = labels != ignore_index
    return log_probs, onehot, counted[..., None] / max(counted.sum(), 1)


def cross_entropy(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, onehot, weight = _parts(logits, labels, ignore_index)
    hard = -(weight * onehot * log_probs).sum()
    return (1 - label_smoothing) * hard - label_smoothing * log_probs.mean()


def cross_entropy_grad(logits, labels, ignore_index=-100, label_smoothing=0.0):
    log_probs, onehot, weight = _parts(logits, labels, ignore_index)
    probs = np.exp(log_probs)
    flat = (probs - 1 / logits.shape[-1]) / labels.size
    return (1 - label_smoothing) * weight * (probs - onehot) + label_smoothing * flat
