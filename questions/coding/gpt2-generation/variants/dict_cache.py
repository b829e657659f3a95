import numpy as np


def _ln(x, g, c):
    mu = x.mean(-1)[:, None]
    return g * (x - mu) / np.sqrt(((x - mu) ** 2).mean(-1)[:, None] + 1e-5) + c


def forward(ids, params, heads, cache=None):
    layers = len(params["blocks"])
    cache = {"n": 0, "k": [None] * layers, "v": [None] * layers} if cache is None else cache
    t, n = len(ids), cache["n"]
    x = np.take(params["wte"], ids, axis=0) + params["wpe"][n : n + t]
    d = x.shape[1]
    new = {"n": n + t, "k": [], "v": []}
    hidden = np.arange(n + t)[None, :] > (n + np.arange(t))[:, None]
    for l, p in enumerate(params["blocks"]):
        q, k, v = np.split(_ln(x, p["g1"], p["c1"]) @ p["w_qkv"] + p["b_qkv"], 3, axis=1)
        if cache["k"][l] is not None:
            k, v = np.vstack([cache["k"][l], k]), np.vstack([cache["v"][l], v])
        new["k"].append(k)
        new["v"].append(v)
        shape = (-1, heads, d // heads)
        s = np.einsum("thd,shd->hts", q.reshape(shape), k.reshape(shape)) / np.sqrt(d // heads)
        s[:, hidden] = -1e30
        s = np.exp(s - s.max(-1, keepdims=True))
        s /= s.sum(-1, keepdims=True)
        x = x + np.einsum("hts,shd->thd", s, v.reshape(shape)).reshape(t, d) @ p["w_out"] + p["b_out"]
        a = _ln(x, p["g2"], p["c2"]) @ p["w_fc"] + p["b_fc"]
        x = x + (a * (1 + np.tanh(0.7978845608028654 * (a + 0.044715 * np.power(a, 3)))) / 2) @ p["w_proj"] + p["b_proj"]
    return _ln(x, params["g"], params["c"]) @ params["wte"].T, new


def distribution(logits, temperature, top_k=0, top_p=1.0):
    logits = np.array(logits, dtype=float)
    if temperature == 0:
        return (np.arange(len(logits)) == int(np.argmax(logits))).astype(float)
    z = logits / temperature
    rank = np.empty(len(z), int)
    rank[np.lexsort((np.arange(len(z)), -z))] = np.arange(len(z))
    if top_k > 0:
        z = np.where(rank < top_k, z, -np.inf)
    p = np.exp(z - z.max())
    p /= p.sum()
    above = np.array([p[rank < r].sum() for r in rank])
    p = p * ((rank == 0) | (above < top_p))
    return p / p.sum()


def generate(ids, params, heads, uniforms, temperature, top_k=0, top_p=1.0, eos=None):
    ids = [int(i) for i in ids]
    logits, cache = forward(ids, params, heads)
    for step, u in enumerate(uniforms):
        cdf = np.cumsum(distribution(logits[-1], temperature, top_k, top_p))
        ids.append(int((cdf <= u).sum()))
        if ids[-1] == eos or step == len(uniforms) - 1:
            break
        logits, cache = forward(ids[-1:], params, heads, cache)
    return ids
