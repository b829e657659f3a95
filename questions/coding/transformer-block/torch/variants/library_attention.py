import torch
import torch.nn.functional as F


def attention(q, k, v, mask=None):
    if mask is None:
        return F.scaled_dot_product_attention(q, k, v)
    mask = mask.expand(*q.shape[:-1], k.shape[-2])
    some = mask.any(-1, keepdim=True)
    # rows that see nothing see everything for a moment, and are set to 0 afterwards
    out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask | ~some)
    return torch.where(some, out, torch.zeros((), dtype=out.dtype))


def layer_norm(x, gain, bias):
    var, mean = torch.var_mean(x, dim=-1, keepdim=True, correction=0)
    return (x - mean) * torch.rsqrt(var + 1e-5) * gain + bias


def multi_head(x, params, heads, mask=None):
    q, k, v = ((x @ params[n]).unflatten(-1, (heads, -1)).transpose(1, 2) for n in ("wq", "wk", "wv"))
    mask = None if mask is None else mask.expand(x.shape[0], heads, x.shape[1], x.shape[1])
    return attention(q, k, v, mask).transpose(1, 2).flatten(2) @ params["wo"]


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    B, T, _ = x.shape
    mask = torch.ones(B, 1, T, T, dtype=torch.bool)
    if causal:
        mask = torch.tril(mask)
    if lengths is not None:
        for b, n in enumerate(lengths.tolist()):
            mask[b, :, :, n:] = False
    p = params
    norm1 = lambda h: layer_norm(h, p["g1"], p["c1"])
    norm2 = lambda h: layer_norm(h, p["g2"], p["c2"])
    attend = lambda h: multi_head(h, p, heads, mask)
    feed = lambda h: torch.clamp(h @ p["w1"] + p["b1"], min=0) @ p["w2"] + p["b2"]
    if pre_norm:
        x = x + attend(norm1(x))
        return x + feed(norm2(x))
    x = norm1(x + attend(x))
    return norm2(x + feed(x))
