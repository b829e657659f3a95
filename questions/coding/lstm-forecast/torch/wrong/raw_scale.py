# reason.zh: 没有标准化，直接在原始数值上训练
# reason.en: trains on the raw values without standardising
# caught_by: forecast: at most a quarter of the error of last value
import torch


def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = (x @ w + h @ u + b).chunk(4, dim=1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def lstm(x, w, u, b):
    h = c = x.new_zeros(len(x), len(u))
    out = []
    for t in range(x.shape[1]):
        h, c = lstm_cell(x[:, t], h, c, w, u, b)
        out.append(h)
    return torch.stack(out, dim=1)


def loss_of(x, y, params):
    h = lstm(x, params["w"], params["u"], params["b"])[:, -1]
    return ((h @ params["v"] + params["d"] - y) ** 2).mean()


def gradients(x, y, params):
    leaves = {name: value.clone().requires_grad_() for name, value in params.items()}
    loss = loss_of(x, y, leaves)
    return loss.detach(), dict(zip(leaves, torch.autograd.grad(loss, list(leaves.values())), strict=True))


def train(x, y, params, steps, lr):
    leaves = {name: value.clone().requires_grad_() for name, value in params.items()}
    optimizer = torch.optim.SGD(leaves.values(), lr=lr, momentum=0.9)
    for _ in range(steps):
        optimizer.zero_grad()  # backward adds to .grad
        loss_of(x, y, leaves).backward()
        optimizer.step()
    return {name: value.detach() for name, value in leaves.items()}


def forecast(series, queries, params, steps, lr):
    size, mean, scale = queries.shape[1], 0.0, 1.0
    scaled = (series - mean) / scale
    params = train(scaled[:-1].unfold(0, size, 1)[..., None], scaled[size:], params, steps, lr)
    h = lstm(((queries - mean) / scale)[..., None], params["w"], params["u"], params["b"])[:, -1]
    return (h @ params["v"] + params["d"]) * scale + mean
