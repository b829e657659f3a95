# reason.zh: 前馈网络用 GELU，而题目要 ReLU
# reason.en: uses GELU where ReLU is asked for
# caught_by: block: pre-norm
import torch
from torch.nn import functional as F


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    if mask is None:
        return torch.softmax(scores, dim=-1) @ v
    weights = torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1)
    return weights.masked_fill(~mask, 0.0) @ v


def layer_norm(x, gain, bias):
    return F.layer_norm(x, x.shape[-1:], gain, bias, eps=1e-5)


def multi_head(x, params, heads, mask=None):
    batch, length, width = x.shape

    def split(name):  # (B, T, d) -> (B, heads, T, d // heads)
        return (x @ params[name]).view(batch, length, heads, width // heads).transpose(1, 2)

    out = attention(split("wq"), split("wk"), split("wv"), mask)
    return out.transpose(1, 2).reshape(batch, length, width) @ params["wo"]


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    length = x.shape[1]
    mask = torch.ones(1, 1, length, length, dtype=torch.bool)
    if causal:
        mask = mask.tril()
    if lengths is not None:
        mask = mask & (torch.arange(length) < lengths[:, None])[:, None, None]

    def attend(h):
        return multi_head(h, params, heads, mask)

    def feed(h):
        return F.gelu(h @ params["w1"] + params["b1"]) @ params["w2"] + params["b2"]

    for layer, gain, bias in ((attend, "g1", "c1"), (feed, "g2", "c2")):
        if pre_norm:
            x = x + layer(layer_norm(x, params[gain], params[bias]))
        else:
            x = layer_norm(x + layer(x), params[gain], params[bias])
    return x
