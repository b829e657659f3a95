import numpy as np


def _ln(x, g, c):
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) * g + c


def _full(ids, params, heads):
    T = len(ids)
    x = params["wte"][np.asarray(ids)] + params["wpe"][:T]
    d = x.shape[1]
    D = d // heads
    for p in params["blocks"]:
        n = _ln(x, p["g1"], p["c1"])
        qkv = n @ p["w_qkv"] + p["b_qkv"]
        q, k, v = qkv[:, :d], qkv[:, d : 2 * d], qkv[:, 2 * d :]
        for h in range(heads):
            c = slice(h * D, h * D + D)
            s = np.einsum("td,sd->ts", q[:, c], k[:, c]) / D**0.5 + np.triu(np.full((T, T), -np.inf), 1)
            a = np.exp(s - s.max(1, keepdims=True))
            x = x + (a / a.sum(1, keepdims=True)) @ v[:, c] @ p["w_out"][c]
        x = x + p["b_out"]
        a = _ln(x, p["g2"], p["c2"]) @ p["w_fc"] + p["b_fc"]
        a = a / (1 + np.exp(-(8 / np.pi) ** 0.5 * (a + 0.044715 * a * a * a)))
        x = x + a @ p["w_proj"] + p["b_proj"]
    return np.einsum("td,vd->tv", _ln(x, params["g"], params["c"]), params["wte"])


def forward(ids, params, heads, cache=None):
    """The cache is simply what was read so far: slow and right."""
    read = (cache or []) + list(ids)
    return _full(read, params, heads)[-len(ids) :], read


def distribution(logits, temperature, top_k=0, top_p=1.0):
    V = len(logits)
    rank = sorted(range(V), key=lambda i: (-logits[i], i))
    if temperature == 0:
        out = np.zeros(V)
        out[rank[0]] = 1.0
        return out
    keep = rank[:top_k] if top_k > 0 else rank
    z = (logits[keep] - logits[keep[0]]) / temperature
    p = np.exp(z) / np.exp(z).sum()
    n = 1
    while n < len(keep) and p[:n].sum() < top_p:
        n += 1
    out = np.zeros(V)
    out[keep[:n]] = p[:n] / p[:n].sum()
    return out


def generate(ids, params, heads, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    out = list(ids)
    for u in uniforms:
        p = distribution(_full(out, params, heads)[-1], temperature, top_k, top_p)
        acc, token = 0.0, None
        for i, mass in enumerate(p):
            acc += mass
            if mass > 0:
                token = i
            if acc > u:
                break
        out.append(token)
        if eos is not None and token == eos:
            return out
    return out
