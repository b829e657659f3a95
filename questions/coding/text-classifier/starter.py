import numpy as np


def masked_mean(x, mask):
    """只对真实位置取平均。The mean over the real positions only.

    x: (B, T, d)    mask: (B, T) bool，True 是真实位置，True is real    返回 returns: (B, d)
    """
    raise NotImplementedError


def features(ids, params, heads):
    """编码并池化。Encode and pool.

    ids: (B, T) int，0 是填充，0 is padding    返回 returns: (B, d)
    params: token (V, d)  position (P, d)，P >= T  wq wk wv wo (d, d)  w1 (d, f)  w2 (f, d)
    """
    raise NotImplementedError


def head_gradients(inputs, labels, w, b):
    """分类头的损失与梯度。Loss and gradients of the head.

    inputs: (B, d)    labels: (B,) int    w: (d, C)    b: (C,)
    返回 returns: loss (float), dw, db
    """
    raise NotImplementedError


def fit(inputs, labels, classes, steps, lr):
    """从零开始训练分类头。Train the head from zeros.

    返回 returns: w (d, classes), b (classes,)
    """
    raise NotImplementedError


def classify(ids, labels, queries, params, heads, classes, steps, lr):
    """用 ids、labels 训练分类头，给 queries 分类。Train the head on ids and labels, classify the queries.

    queries: (M, T2) int    返回 returns: (M,) int
    """
    raise NotImplementedError
