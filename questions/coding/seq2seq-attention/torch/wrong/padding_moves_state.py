# reason.zh: 编码器在填充位置照样更新状态
# reason.en: lets padding update the encoder's state
# caught_by: loss and gradients, padded sources
import torch
from torch.nn.functional import cross_entropy, embedding

PAD, BOS = 0, 1


def attend(state, memory, mask, w):
    scores = torch.bmm(memory, (state @ w)[:, :, None])[:, :, 0]
    weights = scores.masked_fill(~mask, -torch.inf).softmax(dim=1)
    return torch.bmm(weights[:, None], memory)[:, 0], weights


def _encode(p, source):
    h, memory = p["u"].new_zeros(len(source), len(p["u"])), []
    for inside, real in zip(embedding(source.T, p["e"]), (source != PAD).T):
        h = torch.tanh(inside + h @ p["u"])
        memory.append(h)
    return torch.stack(memory, dim=1)


def _step(p, token, state, memory, mask):
    state = torch.tanh(embedding(token, p["f"]) + state @ p["v"])
    context, _ = attend(state, memory, mask, p["w"])
    return state, torch.cat([state, context], dim=1) @ p["o"]


def loss_and_grads(p, source, target):
    p = {name: value.detach().clone().requires_grad_() for name, value in p.items()}
    memory, mask = _encode(p, source), source != PAD
    inputs = torch.cat([torch.full_like(target[:, :1], BOS), target[:, :-1]], dim=1)
    state, logits = memory[:, -1], []
    for token in inputs.T:
        state, out = _step(p, token, state, memory, mask)
        logits.append(out)
    loss = cross_entropy(torch.stack(logits, dim=2), target, ignore_index=PAD)
    return loss.detach(), dict(zip(p, torch.autograd.grad(loss, list(p.values()))))


@torch.no_grad()
def greedy_decode(p, source, steps):
    memory, out = _encode(p, source), []
    state, token = memory[:, -1], torch.full((len(source),), BOS)
    for _ in range(steps):
        state, logits = _step(p, token, state, memory, source != PAD)
        token = logits.argmax(dim=1)
        out.append(token)
    return torch.stack(out, dim=1)
