import numpy as np


def update(state, scores, values):
    """读入一块之后的状态。The state after one more block.

    state: (m, l, acc)    (R,), (R,), (R, E)
    scores: (R, C), 可含 may hold -inf    values: (C, E)
    返回 returns: (m, l, acc)
    """
    raise NotImplementedError


def merge(left, right):
    """合并两个部分状态。Merge two partial states.

    返回 returns: (m, l, acc)
    """
    raise NotImplementedError


def finish(state):
    """归一化。Normalise.

    返回 returns: (R, E)
    """
    raise NotImplementedError
