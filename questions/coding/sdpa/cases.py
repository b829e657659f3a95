"""Cases of sdpa; the oracle goes query by query, and gathers the visible keys only."""

import math

import numpy as np
from comparing import case

ENTRY = "sdpa"


def cases(rng):
    def attention(*lead, new, length, width, value_width, scale=1.0):
        return {
            "q": rng.normal(size=(*lead, new, width)) * scale,
            "k": rng.normal(size=(*lead, length, width)) * scale,
            "v": rng.normal(size=(*lead, length, value_width)),
        }

    some = rng.random((4, 6)) < 0.6
    some[:, 2] = True
    some[0, 3] = False
    padded = np.arange(5) < np.array([5, 3])[:, None, None, None]
    blind = np.ones((4, 5), bool)
    blind[1] = False
    blind[2, 3:] = False
    loud = attention(2, new=4, length=6, width=5, value_width=4)
    loud["q"], loud["k"] = 0.5 + np.abs(loud["q"]), 0.5 + np.abs(loud["k"])
    loud["k"][:, some.argmin(axis=1)[0]] += 3000.0
    quiet = some.copy()
    quiet[:, some.argmin(axis=1)[0]] = False
    uneven = attention(2, new=3, length=5, width=4, value_width=4)
    uneven["q"] = (0.5 + np.abs(uneven["q"])) * np.array([2000.0, 1.0, -2000.0])[:, None]
    uneven["k"] = 0.5 + np.abs(uneven["k"])
    return [
        case(
            "批量与头两个前导维", "batch and head dimensions",
            **attention(2, 3, new=4, length=5, width=8, value_width=6),
        ),
        case("没有批量维", "no batch dimension", **attention(new=4, length=3, width=5, value_width=2)),
        case("T × S 的掩码", "a mask of T × S", mask=some, **attention(3, new=4, length=6, width=5, value_width=4)),
        case(
            "填充掩码", "a padding mask",
            mask=padded, **attention(2, 3, new=4, length=5, width=6, value_width=4),
        ),
        case(
            "看不见任何键的查询", "a query that sees no key",
            mask=blind, **attention(2, new=4, length=5, width=3, value_width=6),
        ),
        case("给定 scale", "scale is given", scale=0.3, **attention(2, new=3, length=4, width=6, value_width=5)),
        case(
            "scale 是 0，权重均匀", "a scale of 0, uniform weights",
            scale=0.0, **attention(3, new=2, length=4, width=5, value_width=6),
        ),
        case("各行分数相差几千", "rows with scores thousands apart", **uneven),
        case("被遮的分数最大", "hidden scores are the largest", mask=quiet, **loud),
        case("只有一个键", "a single key", **attention(2, new=3, length=1, width=4, value_width=5)),
    ]  # fmt: skip


def oracle(case):
    q, k, v = case.args["q"], case.args["k"], case.args["v"]
    scale = case.args.get("scale")
    scale = 1 / math.sqrt(q.shape[-1]) if scale is None else scale
    shape = (*q.shape[:-1], k.shape[-2])
    mask = case.args.get("mask")
    mask = np.broadcast_to(True if mask is None else mask, shape)
    out, weights = np.zeros((*q.shape[:-1], v.shape[-1])), np.zeros(shape)
    for index in np.ndindex(q.shape[:-1]):
        seen = np.flatnonzero(mask[index])
        if not seen.size:
            continue
        keys, values = k[index[:-1]][seen], v[index[:-1]][seen]
        scores = [scale * math.fsum(q[index] * key) for key in keys]
        powers = [math.exp(score - max(scores)) for score in scores]
        weights[(*index, seen)] = np.array(powers) / math.fsum(powers)
        out[index] = weights[(*index, seen)] @ values
    return out, weights
