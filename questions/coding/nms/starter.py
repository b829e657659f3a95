import numpy as np


def nms(boxes, scores, threshold):
    """非极大值抑制。Non-maximum suppression.

    boxes: (N, 4) x1, y1, x2, y2    scores: (N,)    threshold: float
    返回 returns: 保留的编号，按分数从高到低 numbers kept, highest score first (K,) int
    """
    raise NotImplementedError


def batched_nms(boxes, scores, classes, threshold):
    """各类分开做。Class by class. classes: (N,) int    返回 returns: (K,) int"""
    raise NotImplementedError
