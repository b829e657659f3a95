"""Cases of mha; the oracle takes each head's columns and goes query by query."""

import math

import numpy as np
from comparing import case

ENTRY = "mha"


def cases(rng):
    def layer(heads, width, value_width, *, batch=2, new=5, model=7, out=6, length=None, source=None, scale=1.0):
        source = source or model
        args = {
            "x": rng.normal(size=(batch, new, model)),
            "wq": rng.normal(size=(model, heads * width)) * scale,
            "wk": rng.normal(size=(source, heads * width)) * scale,
            "wv": rng.normal(size=(source, heads * value_width)),
            "wo": rng.normal(size=(heads * value_width, out)),
            "heads": heads,
        }
        if length:
            args["memory"] = rng.normal(size=(batch, length, source))
        return args

    rising = layer(2, 4, 3, scale=3.0)
    rising["wk"] = rising["wq"]  # the scores of a position and its multiples are positive, and grow
    rising["x"] = rising["x"][:, :1] * np.arange(1.0, 26.0, 5.0)[:, None]
    return [
        case("自注意力", "self-attention", **layer(3, 4, 2, scale=0.5)),
        case("因果自注意力", "causal self-attention", causal=True, **layer(2, 4, 3, scale=0.5)),
        case(
            "交叉注意力：memory 更长也更宽", "cross-attention: a longer, wider memory",
            **layer(2, 3, 5, length=7, source=9, scale=0.4),
        ),
        case(
            "交叉注意力：memory 只有一个位置", "cross-attention: a memory of one position",
            **layer(3, 2, 4, new=4, length=1, source=5),
        ),
        case("只有一个头", "a single head", **layer(1, 6, 6, scale=0.4)),
        case("每个头只有一维", "heads of width 1", **layer(5, 1, 1, new=3, model=5, out=5)),
        case("因果，被遮的分数最大", "causal, hidden scores are the largest", causal=True, **rising),
        case("分数很大也不溢出", "large scores do not overflow", causal=True, **layer(2, 8, 3, batch=1, new=6, scale=12.0)),
    ]  # fmt: skip


def oracle(case):
    x, heads, causal = case.args["x"], case.args["heads"], case.args.get("causal", False)
    memory = case.args.get("memory")
    memory = x if memory is None else memory
    width = case.args["wq"].shape[1] // heads
    value_width = case.args["wv"].shape[1] // heads
    out = np.zeros((*x.shape[:2], case.args["wo"].shape[1]))
    for b, t, h in np.ndindex(*x.shape[:2], heads):
        keys = slice(h * width, (h + 1) * width)
        values = slice(h * value_width, (h + 1) * value_width)
        q = x[b, t] @ case.args["wq"][:, keys]
        seen = memory[b, : t + 1] if causal else memory[b]
        scores = [math.fsum(q * (row @ case.args["wk"][:, keys])) / math.sqrt(width) for row in seen]
        powers = np.array([math.exp(score - max(scores)) for score in scores])
        context = powers @ (seen @ case.args["wv"][:, values]) / math.fsum(powers)
        out[b, t] += context @ case.args["wo"][values]  # heads add up through their rows of wo
    return out
