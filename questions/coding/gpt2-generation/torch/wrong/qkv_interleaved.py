# reason.zh: 把 3d 列当成每个头的 q、k、v 相邻
# reason.en: reads the 3d columns as q, k, v of each head in turn
# caught_by: forward: one block
import torch
from torch.nn import functional as F


def norm(x, gain, bias):
    return F.layer_norm(x, x.shape[-1:], gain, bias, eps=1e-5)


def attend(x, block, heads, past):
    new, width = x.shape
    q, k, v = (x @ block["w_qkv"] + block["b_qkv"]).view(new, heads, 3, width // heads).permute(2, 1, 0, 3)
    if past is not None:
        k, v = torch.cat([past[0], k], dim=1), torch.cat([past[1], v], dim=1)
    length = k.shape[1]
    mask = torch.ones(new, length, dtype=torch.bool).tril(length - new)
    out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(0, 1).reshape(new, width)
    return out @ block["w_out"] + block["b_out"], (k, v)


@torch.inference_mode()
def forward(ids, params, heads, cache=None):
    start, pasts = (0, [None] * len(params["blocks"])) if cache is None else cache
    x = params["wte"][ids] + params["wpe"][start : start + len(ids)]
    grown = []  # a new list: the cache that was given may be continued a second time
    for block, past in zip(params["blocks"], pasts, strict=True):
        out, kept = attend(norm(x, block["g1"], block["c1"]), block, heads, past)
        grown.append(kept)
        x = x + out
        hidden = F.gelu(norm(x, block["g2"], block["c2"]) @ block["w_fc"] + block["b_fc"], approximate="tanh")
        x = x + hidden @ block["w_proj"] + block["b_proj"]
    return norm(x, params["g"], params["c"]) @ params["wte"].T, (start + len(ids), grown)


def distribution(logits, temperature, top_k=0, top_p=1.0):
    order = torch.sort(logits, descending=True, stable=True).indices  # ties: the smaller id first
    if temperature == 0:
        return F.one_hot(order[0], len(logits)).to(logits.dtype)
    if top_k:
        order = order[:top_k]
    probabilities = torch.softmax(logits[order] / temperature, dim=0)
    before = probabilities.cumsum(dim=0) - probabilities
    kept = torch.where(before < top_p, probabilities, 0.0)
    return torch.zeros_like(logits).scatter(0, order, kept / kept.sum())


def generate(ids, params, heads, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    out, cache, fed = list(ids), None, ids
    for u in uniforms:
        logits, cache = forward(fed, params, heads, cache)
        total = distribution(logits[-1], temperature, top_k, top_p).cumsum(dim=0)
        token = int((total <= u).sum())
        out.append(token)
        if token == eos:
            break
        fed = [token]  # the rest is in the cache
    return out
