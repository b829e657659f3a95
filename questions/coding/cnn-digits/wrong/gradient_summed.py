# reason.zh: 梯度没有除以样本数
# reason.en: does not divide the gradient by the batch
# caught_by: network: loss and gradients
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, w, b):
    windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))  # (N, C, OH, OW, kh, kw)
    out = np.tensordot(windows, w, axes=([1, 4, 5], [1, 2, 3]))  # (N, OH, OW, F)
    return (out + b).transpose(0, 3, 1, 2)


def conv2d_backward(grad, x, w):
    rows, columns = w.shape[2:]
    windows = sliding_window_view(x, (rows, columns), axis=(2, 3))
    dw = np.tensordot(grad, windows, axes=([0, 2, 3], [0, 2, 3]))  # (F, C, kh, kw)
    edge = (0, 0), (0, 0), (rows - 1, rows - 1), (columns - 1, columns - 1)
    dx = conv2d(np.pad(grad, edge), w[:, :, ::-1, ::-1].swapaxes(0, 1), 0.0)
    return dx, dw, grad.sum(axis=(0, 2, 3))


def tiles(x, size):
    """Return the pooling windows, (N, C, OH, OW, size * size), row by row; a remainder at the edge is dropped."""
    batch, channels, height, width = x.shape
    height, width = height // size, width // size
    cut = x[:, :, : height * size, : width * size].reshape(batch, channels, height, size, width, size)
    return cut.swapaxes(3, 4).reshape(batch, channels, height, width, size * size)


def max_pool(x, size):
    return tiles(x, size).max(axis=4)


def max_pool_backward(grad, x, size):
    best = tiles(x, size).argmax(axis=4)  # the first of equal maxima
    n, c, i, j = np.indices(best.shape)
    dx = np.zeros(x.shape)
    dx[n, c, i * size + best // size, j * size + best % size] = grad
    return dx


def linear_backward(grad, x, w):
    return grad @ w.T, x.T @ grad, grad.sum(axis=0)


def forward(images, params):
    active = np.maximum(conv2d(images, params["conv_w"], params["conv_b"]), 0)
    pooled = max_pool(active, 2)
    flat = pooled.reshape(len(images), len(params["w"]))
    return active, pooled, flat, flat @ params["w"] + params["b"]


def loss_and_gradients(images, labels, params):
    active, pooled, flat, logits = forward(images, params)
    rows = np.arange(len(labels))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    slope = np.exp(log_probs)
    slope[rows, labels] -= 1
    d_flat, dw, db = linear_backward(slope, flat, params["w"])
    d_conv = max_pool_backward(d_flat.reshape(pooled.shape), active, 2) * np.sign(active)
    _, d_conv_w, d_conv_b = conv2d_backward(d_conv, images, params["conv_w"])
    return -log_probs[rows, labels].mean(), {"conv_w": d_conv_w, "conv_b": d_conv_b, "w": dw, "b": db}


def fit(images, labels, params, batches, rates):
    for batch, rate in zip(batches, rates):
        grads = loss_and_gradients(images[batch], labels[batch], params)[1]
        params = {name: value - rate * grads[name] for name, value in params.items()}
    return params


def prepare(images):
    return images[:, None] / 16  # pixels from 0 to 16 become 0 to 1, and get a channel axis


def recognise(images, labels, queries, params, batches, rates):
    params = fit(prepare(images), labels, params, batches, rates)
    return forward(prepare(queries), params)[3].argmax(axis=1)
