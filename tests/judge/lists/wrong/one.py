# reason.zh: 前面放了 1
# reason.en: puts a one before each
# caught_by: lists
import numpy as np


def f(x):
    return np.stack([np.ones(4), x], axis=1)


def above(x):
    return np.flatnonzero(x > 0)


def train(x):
    return 1.0
