import math

import torch


def _ln(x, g, c):
    var, mean = torch.var_mean(x, -1, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + 1e-5) * g + c


def _gelu(a):
    return 0.5 * a * (1 + torch.tanh(math.sqrt(2 / math.pi) * (a + 0.044715 * a**3)))


def forward(ids, params, heads, cache=None):
    """The cache is the list of tokens read so far."""
    read = [*(cache or []), *ids]
    T = len(read)
    x = params["wte"][torch.tensor(read)] + params["wpe"][:T]
    d = x.shape[1]
    hidden = torch.triu(torch.ones(T, T, dtype=torch.bool), 1)
    for p in params["blocks"]:
        q, k, v = ((_ln(x, p["g1"], p["c1"]) @ p["w_qkv"]) + p["b_qkv"]).split(d, dim=1)
        q, k, v = (z.reshape(T, heads, d // heads) for z in (q, k, v))
        s = torch.einsum("thd,shd->hts", q, k) / math.sqrt(d // heads)
        a = s.masked_fill(hidden, -math.inf).softmax(-1)
        x = x + torch.einsum("hts,shd->thd", a, v).reshape(T, d) @ p["w_out"] + p["b_out"]
        x = x + _gelu(_ln(x, p["g2"], p["c2"]) @ p["w_fc"] + p["b_fc"]) @ p["w_proj"] + p["b_proj"]
    return (_ln(x, params["g"], params["c"]) @ params["wte"].T)[-len(ids) :], read


def distribution(logits, temperature, top_k=0, top_p=1.0):
    V = len(logits)
    rank = sorted(range(V), key=lambda i: (-float(logits[i]), i))
    out = torch.zeros(V, dtype=logits.dtype)
    if temperature == 0:
        out[rank[0]] = 1
        return out
    keep = rank[:top_k] if top_k else rank
    z = torch.full((V,), -math.inf, dtype=logits.dtype)
    z[keep] = logits[keep] / temperature
    p = z.softmax(0)
    mass = 0.0
    for i in keep:
        if mass >= top_p:
            break
        out[i] = p[i]
        mass += float(p[i])
    return out / out.sum()


def generate(ids, params, heads, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    out = list(ids)
    for u in uniforms:
        logits, _ = forward(out, params, heads)
        acc = 0.0
        for token, share in enumerate(distribution(logits[-1], temperature, top_k, top_p).tolist()):
            acc += share
            if acc > u:
                break
        out.append(token)
        if token == eos:
            break
    return out
