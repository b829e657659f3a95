"""Cases of distillation-loss; the oracle goes sample by sample, and differentiates with complex steps."""

import math

import numpy as np
from comparing import case

ENTRY = "distillation_loss"


def cases(rng):
    def batch(samples, classes, temperature, alpha, *, unlabelled=0, scale=2.0):
        labels = rng.integers(0, classes, size=samples)
        labels[rng.permutation(samples)[:unlabelled]] = -1
        return {
            "student": scale * rng.normal(size=(samples, classes)),
            "teacher": scale * rng.normal(size=(samples, classes)),
            "labels": labels,
            "temperature": temperature,
            "alpha": alpha,
        }

    grad = "distillation_grad"
    return [
        case("只有软项", "the soft term only", **batch(4, 6, 3.0, 0.0)),
        case("只有硬项", "the hard term only", **batch(5, 3, 4.0, 1.0)),
        case("两项混合", "both terms", **batch(6, 4, 2.5, 0.3)),
        case("温度小于 1", "a temperature below 1", **batch(3, 5, 0.5, 0.2)),
        case("有的样本没有标签", "some samples unlabelled", **batch(7, 4, 2.0, 0.6, unlabelled=3)),
        case("只有一个样本有标签", "one sample labelled", **batch(3, 5, 1.5, 0.7, unlabelled=2)),
        case("全都没有标签", "all samples unlabelled", **batch(4, 3, 2.0, 0.4, unlabelled=4)),
        case("logit 几千", "logits of thousands", **batch(4, 5, 2.0, 0.5, scale=2000.0)),
        case("梯度：只有软项", "gradient: the soft term only", grad, **batch(3, 5, 3.0, 0.0)),
        case("梯度：两项混合，有的没有标签", "gradient: both terms, some unlabelled", grad, **batch(6, 4, 1.7, 0.4, unlabelled=2)),
        case("梯度：logit 几千", "gradient: logits of thousands", grad, **batch(4, 5, 2.0, 0.5, scale=2000.0)),
        case("梯度：全都没有标签", "gradient: all samples unlabelled", grad, **batch(3, 4, 2.0, 0.5, unlabelled=3)),
    ]  # fmt: skip


def _log_softmax(row):
    top = max(row.real)
    return row - top - np.log(np.exp(row - top).sum())


def _terms(student, teacher, label, temperature):
    """The KL and the cross-entropy of one sample; `student` may be complex."""
    p, q = _log_softmax(teacher / temperature), _log_softmax(student / temperature)
    soft = sum(math.exp(a) * (a - b) for a, b in zip(p, q, strict=True))
    return soft, -_log_softmax(student)[label] if label >= 0 else 0.0


def oracle(case):
    student, teacher, labels, temperature, alpha = (
        case.args[name] for name in ("student", "teacher", "labels", "temperature", "alpha")
    )
    soft = (1 - alpha) * temperature**2 / len(labels)
    hard = alpha / max(np.count_nonzero(labels >= 0), 1)
    if case.call != "distillation_grad":
        terms = [_terms(*row, temperature) for row in zip(student, teacher, labels, strict=True)]
        return math.fsum(soft * a + hard * b for a, b in terms)
    slope = np.zeros(student.shape)
    for n, k in np.ndindex(student.shape):
        moved = student[n].astype(complex)
        moved[k] += 1e-30j
        a, b = _terms(moved, teacher[n], labels[n], temperature)
        slope[n, k] = (soft * a + hard * b).imag / 1e-30
    return slope
