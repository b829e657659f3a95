# reason.zh: 把每一步的输出都当作预测来算损失
# reason.en: takes the loss over the outputs of every step
# caught_by: gradients: four steps
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))  # no overflow, whatever the sign


def gates(x, h, w, u, b):
    i, f, g, o = np.split(x @ w + h @ u + b, 4, axis=1)
    return sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)


def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    c = f * c + i * g
    return o * np.tanh(c), c


def states(x, w, u, b):
    """Return h and c before the first step and after every step."""
    h = [np.zeros((len(x), len(u)))]
    c = list(h)
    for t in range(x.shape[1]):
        after = lstm_cell(x[:, t], h[t], c[t], w, u, b)
        h.append(after[0])
        c.append(after[1])
    return h, c


def lstm(x, w, u, b):
    return np.stack(states(x, w, u, b)[0][1:], axis=1)


def gradients(x, y, params):
    w, u, b, v = (params[name] for name in "wubv")
    h, c = states(x, w, u, b)
    error = h[-1] @ v + params["d"] - y
    slope = 2 * error / len(y)
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    grads["v"], grads["d"] = h[-1].T @ slope, slope.sum(keepdims=True)
    dh, dc = np.outer(slope, v), 0.0  # the loss sees only the last h; both flow backwards
    for t in reversed(range(x.shape[1])):
        i, f, g, o = gates(x[:, t], h[t], w, u, b)
        squashed = np.tanh(c[t + 1])
        dc = dc + dh * o * (1 - squashed**2)  # from the later step and from this h
        parts = dc * g * i * (1 - i), dc * c[t] * f * (1 - f), dc * i * (1 - g**2), dh * squashed * o * (1 - o)
        dz = np.concatenate(parts, axis=1)
        grads["w"] += x[:, t].T @ dz  # the weights are shared by all steps: add up
        grads["u"] += h[t].T @ dz
        grads["b"] += dz.sum(axis=0)
        dh, dc = dz @ u.T, dc * f
    return np.mean([((one @ v + params["d"] - y) ** 2).mean() for one in h[1:]]), grads


def train(x, y, params, steps, lr):
    speed = dict.fromkeys(params, 0.0)
    for _ in range(steps):
        grads = gradients(x, y, params)[1]
        speed = {name: 0.9 * speed[name] + grads[name] for name in params}
        params = {name: params[name] - lr * speed[name] for name in params}
    return params


def forecast(series, queries, params, steps, lr):
    size, mean, scale = queries.shape[1], series.mean(), series.std()
    scaled = (series - mean) / scale
    windows = np.lib.stride_tricks.sliding_window_view(scaled[:-1], size)
    params = train(windows[:, :, None], scaled[size:], params, steps, lr)
    h = lstm((queries[:, :, None] - mean) / scale, params["w"], params["u"], params["b"])[:, -1]
    return (h @ params["v"] + params["d"]) * scale + mean
