# reason.zh: 得分相同时取编号大的类
# reason.en: takes the larger class for equal scores
# caught_by: no step of training, all scores equal: the smaller class
import numpy as np


def masked_mean(x, mask):
    mask = mask[:, :, None]
    # where, not a product: an inf or NaN at a padded position would survive the factor 0
    return np.where(mask, x, 0).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)


def softmax(scores):
    # scores stay finite here, so that no row can become NaN
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def norm(x):
    centred = x - x.mean(axis=2, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=2, keepdims=True) + 1e-5)


def attend(x, mask, params, heads):
    batch, length, width = x.shape
    shape = batch, length, heads, width // heads
    q, k, v = ((x @ params[name]).reshape(shape).swapaxes(1, 2) for name in ("wq", "wk", "wv"))
    scores = q @ k.swapaxes(2, 3) / np.sqrt(q.shape[3])
    # padding is hidden as a key; a text of padding alone attends evenly, and its pooling is 0 anyway
    weights = softmax(np.where(mask[:, None, None], scores, np.finfo(float).min))
    return (weights @ v).swapaxes(1, 2).reshape(x.shape) @ params["wo"]


def features(ids, params, heads):
    mask = ids != 0
    x = params["token"][ids] + params["position"][: ids.shape[1]]
    x = x + attend(norm(x), mask, params, heads)
    x = x + np.maximum(norm(x) @ params["w1"], 0) @ params["w2"]
    return masked_mean(norm(x), mask)


def head_gradients(inputs, labels, w, b):
    logits = inputs @ w + b
    chosen = np.arange(len(labels)), labels
    shifted = logits - logits.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[chosen]
    slope = softmax(logits)
    slope[chosen] -= 1  # softmax minus one-hot
    slope /= len(labels)
    return losses.mean(), inputs.T @ slope, slope.sum(axis=0)


def fit(inputs, labels, classes, steps, lr):
    w, b = np.zeros((inputs.shape[1], classes)), np.zeros(classes)
    for _ in range(steps):
        _, dw, db = head_gradients(inputs, labels, w, b)
        w, b = w - lr * dw, b - lr * db
    return w, b


def classify(ids, labels, queries, params, heads, classes, steps, lr):
    # the encoder is frozen: its features are computed once
    w, b = fit(features(ids, params, heads), labels, classes, steps, lr)
    return classes - 1 - (features(queries, params, heads) @ w + b)[:, ::-1].argmax(axis=1)
