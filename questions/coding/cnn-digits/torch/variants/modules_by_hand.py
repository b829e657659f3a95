import torch
from torch import nn


def conv2d(x, w, b):
    kh, kw = w.shape[2:]
    columns = nn.functional.unfold(x, (kh, kw))
    out = w.flatten(1) @ columns + b[:, None]
    return out.view(len(x), len(w), x.shape[2] - kh + 1, x.shape[3] - kw + 1)


def conv2d_backward(grad, x, w):
    dx = nn.functional.conv_transpose2d(grad, w)
    windows = x.unfold(2, w.shape[2], 1).unfold(3, w.shape[3], 1)
    dw = torch.einsum("nfij,ncijrs->fcrs", grad, windows)
    return dx, dw, grad.sum((0, 2, 3))


def max_pool(x, size):
    return x.unfold(2, size, size).unfold(3, size, size).amax((-2, -1))


def max_pool_backward(grad, x, size):
    _, where = nn.functional.max_pool2d(x, size, return_indices=True)
    return nn.functional.max_unpool2d(grad, where, size, output_size=x.shape[2:])


def linear_backward(grad, x, w):
    return grad @ w.T, x.T @ grad, grad.sum(0)


class Net(nn.Module):
    def __init__(self, params):
        super().__init__()
        f, c, kh, kw = params["conv_w"].shape
        self.conv = nn.Conv2d(c, f, (kh, kw), dtype=torch.float64)
        self.head = nn.Linear(*params["w"].shape, dtype=torch.float64)
        with torch.no_grad():
            self.conv.weight.copy_(params["conv_w"])
            self.conv.bias.copy_(params["conv_b"])
            self.head.weight.copy_(params["w"].T)
            self.head.bias.copy_(params["b"])

    def forward(self, x):
        return self.head(nn.functional.max_pool2d(self.conv(x).relu(), 2).flatten(1))

    def named(self, of):
        return {"conv_w": of(self.conv.weight), "conv_b": of(self.conv.bias), "w": of(self.head.weight).T, "b": of(self.head.bias)}


def loss_and_gradients(images, labels, params):
    net = Net(params)
    loss = nn.CrossEntropyLoss()(net(images), labels)
    loss.backward()
    return loss.item(), net.named(lambda p: p.grad)


def _train(images, labels, params, batches, rates):
    net, loss_of = Net(params), nn.CrossEntropyLoss()
    for batch, rate in zip(batches, rates):
        net.zero_grad()
        loss_of(net(images[batch]), labels[batch]).backward()
        with torch.no_grad():
            for p in net.parameters():
                p.sub_(p.grad, alpha=float(rate))
    return net


def fit(images, labels, params, batches, rates):
    return _train(images, labels, params, batches, rates).named(lambda p: p.detach())


def recognise(images, labels, queries, params, batches, rates):
    net = _train(images.unsqueeze(1).to(torch.float64) / 16, labels, params, batches, rates).eval()
    with torch.no_grad():
        return net(queries.unsqueeze(1).to(torch.float64) / 16).argmax(-1)
