"""Cases of kv-cache-decode; the oracle goes head by head, feeding one position after another."""

import math

import numpy as np
from comparing import case

ENTRY = "decode"


def cases(rng):
    def step(*, batch=2, heads=3, width=4, model=7, new, cached, scale=0.5):
        return {
            "x": rng.normal(size=(batch, new, model)),
            "past_k": rng.normal(size=(batch, heads, cached, width)),
            "past_v": rng.normal(size=(batch, heads, cached, width)),
            "wq": rng.normal(size=(model, heads * width)) * scale,
            "wk": rng.normal(size=(model, heads * width)) * scale,
            "wv": rng.normal(size=(model, heads * width)),
            "wo": rng.normal(size=(heads * width, model)),
        }

    rising = step(new=4, cached=3, width=8, scale=3.0)
    rising["wk"] = rising["wq"]  # the scores of a position and its multiples are positive, and grow
    rising["x"] = rising["x"][:, :1] * np.arange(1.0, 17.0, 5.0)[:, None]
    return [
        case("预填充：缓存是空的", "prefill: an empty cache", **step(new=5, cached=0)),
        case("解码一步：1 个新位置，缓存 6 个", "one decode step: 1 new, 6 cached", **step(new=1, cached=6)),
        case("分块预填充：3 个新位置，缓存 4 个", "chunked prefill: 3 new, 4 cached", **step(new=3, cached=4)),
        case("新位置多于缓存", "more new positions than cached", **step(batch=1, new=5, cached=2)),
        case("第一个 token", "the very first token", **step(batch=3, heads=2, width=5, new=1, cached=0)),
        case("T、S 与头数相同", "T and S equal the heads", **step(heads=3, width=2, new=3, cached=3)),
        case("被遮的分数最大", "hidden scores are the largest", **rising),
        case("分数很大也不溢出", "large scores do not overflow", **step(width=8, new=4, cached=3, scale=12.0)),
    ]


def oracle(case):
    x, wq, wk, wv, wo = (case.args[name] for name in ("x", "wq", "wk", "wv", "wo"))
    _, heads, _, width = case.args["past_k"].shape
    k, v = case.args["past_k"], case.args["past_v"]
    out = np.zeros(x.shape)
    for t in range(x.shape[1]):
        # cut the columns of every head out of the weights, (H, M, D)
        q, key, value = (
            np.stack([x[:, t] @ w[:, h * width : (h + 1) * width] for h in range(heads)], axis=1)
            for w in (wq, wk, wv)
        )
        k, v = np.concatenate([k, key[:, :, None]], axis=2), np.concatenate([v, value[:, :, None]], axis=2)
        for b, h in np.ndindex(len(x), heads):
            scores = [math.fsum(q[b, h] * row) / math.sqrt(width) for row in k[b, h]]
            powers = np.array([math.exp(score - max(scores)) for score in scores])
            out[b, t] += powers @ v[b, h] / math.fsum(powers) @ wo[h * width : (h + 1) * width]
    return out, k, v
