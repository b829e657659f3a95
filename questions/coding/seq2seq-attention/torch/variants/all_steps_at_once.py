import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, p):
        super().__init__()
        for name, value in p.items():
            self.register_parameter(name, nn.Parameter(value.clone()))

    def encode(self, source):
        live = source.ne(0).to(self.e.dtype)[..., None]
        x, h, out = self.e[source], self.e.new_zeros(source.shape[0], self.e.shape[1]), []
        for j in range(source.shape[1]):
            h = live[:, j] * (x[:, j] + h.mm(self.u)).tanh() + (1 - live[:, j]) * h
            out.append(h)
        return torch.stack(out, 1)

    def walk(self, inputs, h):
        x, states = self.f[inputs], []
        for t in range(inputs.shape[1]):
            h = (x[:, t] + h.mm(self.v)).tanh()
            states.append(h)
        return torch.stack(states, 1)

    def logits(self, states, memory, mask):
        bias = torch.zeros(mask.shape, dtype=states.dtype).masked_fill(~mask, float("-inf"))
        scores = torch.einsum("btd,de,bse->bts", states, self.w, memory) + bias[:, None]
        context = torch.softmax(scores, -1) @ memory
        return torch.cat([states, context], -1) @ self.o


def attend(state, memory, mask, w):
    scores = torch.einsum("bd,de,bse->bs", state, w, memory)
    scores = torch.where(mask, scores, torch.tensor(float("-inf"), dtype=scores.dtype))
    top = scores.max(1, keepdim=True).values
    weights = torch.exp(scores - top)
    weights = weights / weights.sum(1, keepdim=True)
    return (weights[..., None] * memory).sum(1), weights


def loss_and_grads(p, source, target):
    model = Model(p)
    memory = model.encode(source)
    inputs = torch.ones_like(target)
    inputs[:, 1:] = target[:, :-1]
    log_p = torch.log_softmax(model.logits(model.walk(inputs, memory[:, -1]), memory, source.ne(0)), -1)
    picked = log_p.gather(2, target[..., None])[..., 0]
    loss = -picked[target.ne(0)].mean()
    loss.backward()
    return loss, {name: getattr(model, name).grad for name in p}


def greedy_decode(p, source, steps):
    with torch.no_grad():
        model = Model(p)
        memory = model.encode(source)
        h, words = memory[:, -1:], torch.ones(len(source), 1, dtype=torch.long)
        for _ in range(steps):
            h = model.walk(words[:, -1:], h[:, -1])
            words = torch.cat([words, model.logits(h, memory, source.ne(0)).argmax(-1)], 1)
        return words[:, 1:]
