"""Cases of transformer-block; the oracle goes sequence by sequence, head by head, query by query."""

import numpy as np
from comparing import case

ENTRY = "transformer_block"


def cases(rng):
    def weights(d, f):
        shapes = {"wq": (d, d), "wk": (d, d), "wv": (d, d), "wo": (d, d), "w1": (d, f), "b1": (f,), "w2": (f, d), "b2": (d,)}
        params = {name: rng.normal(size=shape) / shape[0] ** 0.5 for name, shape in shapes.items()}
        for name in ("g1", "g2"):
            params[name] = rng.uniform(0.5, 1.5, d)
        return params | {"c1": rng.normal(size=d), "c2": rng.normal(size=d)}

    def block(batch, length, heads, d, f, **flags):
        return {"x": rng.normal(size=(batch, length, d)) * 1.5 + 0.5, "params": weights(d, f), "heads": heads, **flags}

    seen = rng.random((2, 1, 4, 5)) < 0.6
    seen[:, :, :, 2] = True
    own = (rng.random((2, 3, 4, 4)) < 0.5) | np.eye(4, dtype=bool)
    blind = seen[:1, :, :3].copy()
    blind[0, 0, 1] = False
    return [
        case(
            "注意力：没有掩码，值的宽度与键不同", "attention: no mask, values of another width",
            call="attention", q=rng.normal(size=(2, 3, 4, 6)), k=rng.normal(size=(2, 3, 5, 6)), v=rng.normal(size=(2, 3, 5, 2)),
        ),
        case(
            "注意力：掩码按头广播", "attention: one mask broadcast over the heads",
            call="attention", q=rng.normal(size=(2, 3, 4, 6)), k=rng.normal(size=(2, 3, 5, 6)), v=rng.normal(size=(2, 3, 5, 6)), mask=seen,
        ),
        case(
            "注意力：有一行什么也看不见", "attention: one row that sees nothing",
            call="attention", q=rng.normal(size=(1, 2, 3, 4)), k=rng.normal(size=(1, 2, 5, 4)), v=rng.normal(size=(1, 2, 5, 4)), mask=blind,
        ),
        case(
            "注意力：分数很大，最大的被掩掉", "attention: large scores, the largest masked",
            call="attention",
            q=np.array([[[40.0, 0.0], [0.0, 30.0]]]), k=np.array([[[90.0, 1.0], [30.0, 40.0], [30.01, 40.01]]]),
            v=rng.normal(size=(1, 3, 2)), mask=np.array([[[False, True, True]] * 2]),
        ),
        case(
            "层归一化：方差很小，eps 看得见", "layer norm: a small variance shows eps",
            call="layer_norm", x=rng.normal(size=(2, 3, 5)) * 4e-3 + 1, gain=rng.normal(size=5), bias=rng.normal(size=5),
        ),
        case(
            "多头：3 个头", "multi-head: three heads",
            call="multi_head", x=rng.normal(size=(2, 4, 6)), params=weights(6, 5), heads=3, mask=None,
        ),
        case(
            "多头：给定的因果掩码", "multi-head: a given causal mask",
            call="multi_head", x=rng.normal(size=(2, 5, 4)), params=weights(4, 3), heads=2, mask=np.tri(5, dtype=bool),
        ),
        case(
            "多头：每个头一个掩码", "multi-head: a mask for each head",
            call="multi_head", x=rng.normal(size=(2, 4, 6)), params=weights(6, 3), heads=3, mask=own,
        ),
        case("块：前归一化", "block: pre-norm", **block(2, 3, 2, 8, 5)),
        case("块：后归一化", "block: post-norm", **block(2, 3, 2, 8, 5, pre_norm=False)),
        case("块：因果掩码", "block: causal", **block(2, 4, 3, 6, 7, causal=True)),
        case("块：有填充", "block: padding", **block(3, 4, 2, 4, 9, lengths=np.array([2, 4, 1]))),
        case(
            "块：后归一化，因果，有填充，一条全是填充", "block: post-norm, causal, padding, one sequence of padding only",
            **block(3, 5, 2, 6, 8, causal=True, lengths=np.array([3, 0, 5]), pre_norm=False),
        ),
        case("块：1 个词元，1 个头", "block: one token, one head", **block(1, 1, 1, 4, 6, causal=True)),
    ]  # fmt: skip


def oracle(case):
    if case.call == "attention":
        q, k, v = case.args["q"], case.args["k"], case.args["v"]
        full = (*q.shape[:-1], k.shape[-2])
        mask = np.broadcast_to(True if case.args.get("mask") is None else case.args["mask"], full)
        out = np.zeros((*q.shape[:-1], v.shape[-1]))
        for place in np.ndindex(q.shape[:-1]):
            out[place] = attend(q[place], k[place[:-1]], v[place[:-1]], mask[place])
        return out
    if case.call == "layer_norm":
        return np.apply_along_axis(lambda row: normal(row, case.args["gain"], case.args["bias"]), -1, case.args["x"])
    x, params, heads = case.args["x"], case.args["params"], case.args["heads"]
    length = x.shape[1]
    if case.call == "multi_head":
        mask = case.args["mask"]
        mask = np.broadcast_to(True if mask is None else mask, (len(x), heads, length, length))
        return np.stack([many(row, params, heads, seen) for row, seen in zip(x, mask)])
    causal, pre = case.args.get("causal", False), case.args.get("pre_norm", True)
    out = np.zeros(x.shape)
    for b, row in enumerate(x):
        real = length if case.args.get("lengths") is None else case.args["lengths"][b]
        mask = np.array([[[j < real and (j <= t or not causal) for j in range(length)] for t in range(length)]] * heads)
        first, second = (params["g1"], params["c1"]), (params["g2"], params["c2"])

        def norm(rows, pair):
            return np.array([normal(one, *pair) for one in rows])

        def feed(rows):
            return np.array([params["b2"] + sum(max(one @ w + b, 0) * o for w, b, o in zip(params["w1"].T, params["b1"], params["w2"])) for one in rows])

        if pre:
            h = row + many(norm(row, first), params, heads, mask)
            out[b] = h + feed(norm(h, second))
        else:
            h = norm(row + many(row, params, heads, mask), first)
            out[b] = norm(h + feed(h), second)
    return out


def many(x, params, heads, mask):
    """Multi-head attention of one sequence: each head adds its own rows of `wo`."""
    size = x.shape[1] // heads
    out = np.zeros(x.shape)
    for h in range(heads):
        mine = slice(h * size, (h + 1) * size)
        q, k, v = (x @ params[name][:, mine] for name in ("wq", "wk", "wv"))
        for t in range(len(x)):
            out[t] += attend(q[t], k, v, mask[h, t]) @ params["wo"][mine]
    return out


def attend(q, k, v, seen):
    if not seen.any():
        return np.zeros(v.shape[1])
    scores = np.array([key @ q / len(q) ** 0.5 for key in k[seen]])
    weights = np.exp(scores - scores.max())
    return weights @ v[seen] / weights.sum()


def normal(row, gain, bias):
    return (row - row.mean()) / (row.var() + 1e-5) ** 0.5 * gain + bias
