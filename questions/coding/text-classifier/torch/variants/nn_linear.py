import torch
from torch import nn


def masked_mean(x, mask):
    rows = [row[seen].mean(0) if seen.any() else row.new_zeros(row.shape[1]) for row, seen in zip(x, mask)]
    return torch.stack(rows)


def _norm(x):
    var, mean = torch.var_mean(x, -1, correction=0, keepdim=True)
    return (x - mean) / (var + 1e-5).sqrt()


def features(ids, params, heads):
    B, T = ids.shape
    mask = ids.ne(0)
    x = nn.functional.embedding(ids, params["token"]) + params["position"][:T].unsqueeze(0)
    d = x.shape[-1]
    n = _norm(x)
    q, k, v = ((n @ params[name]).view(B, T, heads, d // heads) for name in ("wq", "wk", "wv"))
    scores = torch.einsum("bthd,bshd->bhts", q, k) * (d // heads) ** -0.5
    scores = scores.masked_fill(~mask[:, None, None, :], -1e300)
    out = torch.einsum("bhts,bshd->bthd", scores.softmax(-1), v).reshape(B, T, d)
    x = x + out @ params["wo"]
    x = x + (_norm(x) @ params["w1"]).clamp(min=0) @ params["w2"]
    return masked_mean(_norm(x), mask)


def head_gradients(inputs, labels, w, b):
    logits = inputs @ w + b
    logp = logits.log_softmax(1)
    slope = logp.exp()
    slope[torch.arange(len(labels)), labels] -= 1
    slope /= len(labels)
    return -logp.gather(1, labels[:, None]).mean().item(), inputs.T @ slope, slope.sum(0)


def _head(inputs, labels, classes, steps, lr):
    head = nn.Linear(inputs.shape[1], classes, dtype=inputs.dtype)
    nn.init.zeros_(head.weight)
    nn.init.zeros_(head.bias)
    loss_of = nn.CrossEntropyLoss()
    for _ in range(steps):
        head.zero_grad()
        loss_of(head(inputs), labels).backward()
        with torch.no_grad():
            for p in head.parameters():
                p -= lr * p.grad
    return head


def fit(inputs, labels, classes, steps, lr):
    head = _head(inputs, labels, classes, steps, lr)
    return head.weight.detach().T.contiguous(), head.bias.detach()


def classify(ids, labels, queries, params, heads, classes, steps, lr):
    head = _head(features(ids, params, heads), labels, classes, steps, lr).eval()
    with torch.no_grad():
        return head(features(queries, params, heads)).max(1).indices
