import numpy as np


def attention(q, k, v, mask=None):
    s = np.einsum("...td,...sd->...ts", q, k) * q.shape[-1] ** -0.5
    if mask is None:
        mask = np.ones(s.shape, dtype=bool)
    mask = np.broadcast_to(mask, s.shape)
    s = np.where(mask, s, -np.inf)
    m = s.max(-1, keepdims=True)
    e = np.exp(s - np.where(np.isfinite(m), m, 0.0))
    z = e.sum(-1, keepdims=True)
    p = np.divide(e, z, out=np.zeros_like(e), where=z > 0)
    return np.einsum("...ts,...se->...te", p, v)


def layer_norm(x, gain, bias):
    mu = x.mean(-1, keepdims=True)
    var = x.var(-1, keepdims=True)
    return gain * (x - mu) * (var + 1e-5) ** -0.5 + bias


def multi_head(x, params, heads, mask=None):
    B, T, d = x.shape
    D = d // heads
    q, k, v = (np.einsum("btc,chd->bhtd", x, params[n].reshape(d, heads, D)) for n in ("wq", "wk", "wv"))
    return np.einsum("bhtd,hdc->btc", attention(q, k, v, mask), params["wo"].reshape(heads, D, d))


def transformer_block(x, params, heads, causal=False, lengths=None, pre_norm=True):
    p, (B, T, d) = params, x.shape
    t = np.arange(T)
    mask = np.ones((B, 1, T, T), dtype=bool)
    if causal:
        mask &= t[None, :] <= t[:, None]
    if lengths is not None:
        mask &= (t[None, :] < np.asarray(lengths)[:, None])[:, None, None, :]
    ffn = lambda h: np.einsum("btf,fd->btd", np.clip(h @ p["w1"] + p["b1"], 0, None), p["w2"]) + p["b2"]
    if pre_norm:
        h = x + multi_head(layer_norm(x, p["g1"], p["c1"]), p, heads, mask)
        return h + ffn(layer_norm(h, p["g2"], p["c2"]))
    h = layer_norm(x + multi_head(x, p, heads, mask), p["g1"], p["c1"])
    return layer_norm(h + ffn(h), p["g2"], p["c2"])
