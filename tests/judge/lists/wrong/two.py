# reason.zh: 不训练
# reason.en: does not train
# caught_by: trains
import numpy as np


def f(x):
    return np.stack([np.zeros(4), x], axis=1)


def above(x):
    return np.flatnonzero(x > 0)


def train(x):
    return 0.0
