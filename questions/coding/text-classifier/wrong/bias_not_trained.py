# reason.zh: 没有训练偏置
# reason.en: does not train the bias
# caught_by: fit: three steps
import numpy as np


def masked_mean(x, mask):
    mask = mask[:, :, None]
    return np.where(mask, x, 0).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)


def softmax(scores):
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
        w = w - lr * dw
    return w, b


def classify(ids, labels, queries, params, heads, classes, steps, lr):
    w, b = fit(features(ids, params, heads), labels, classes, steps, lr)
    return (features(queries, params, heads) @ w + b).argmax(axis=1)
