"""Cases of gqa; the oracle goes head by head and query by query."""

import numpy as np
from comparing import case

ENTRY = "gqa"


def cases(rng):
    def attention(batch, query_heads, kv_heads, new, length, width, value_width=None, scale=1.0):
        return {
            "q": rng.normal(size=(batch, query_heads, new, width)) * scale,
            "k": rng.normal(size=(batch, kv_heads, length, width)) * scale,
            "v": rng.normal(size=(batch, kv_heads, length, value_width or width)),
        }

    return [
        case("两个查询头共享一个 KV 头", "two query heads share one KV head", **attention(2, 4, 2, 5, 5, 8)),
        case("Hq == Hkv 时就是 MHA", "MHA when Hkv == Hq", **attention(1, 3, 3, 4, 4, 6)),
        case("Hkv == 1 时就是 MQA", "MQA when Hkv == 1", **attention(1, 4, 1, 4, 4, 6)),
        case("causal=False 时没有掩码", "no mask when causal=False", causal=False, **attention(1, 4, 2, 4, 6, 4)),
        case("解码：1 个查询对 7 个缓存位置", "decode: 1 query against a cache of 7", **attention(2, 6, 2, 1, 7, 4)),
        case("分块预填充：缓存 4 个，新来 3 个", "chunked prefill: 3 new after 4 cached", **attention(1, 4, 2, 3, 7, 4)),
        case("值的宽度与键不同", "value width differs from key width", **attention(1, 4, 2, 4, 4, 4, value_width=3)),
        case("分数很大也不溢出", "large scores do not overflow", **attention(1, 4, 2, 4, 4, 16, scale=30.0)),
    ]


def oracle(case):
    q, k, v = case.args["q"], case.args["k"], case.args["v"]
    batch, query_heads, new, width = q.shape
    kv_heads, length = k.shape[1:3]
    out = np.zeros((batch, query_heads, new, v.shape[-1]))
    for b, h, t in np.ndindex(batch, query_heads, new):
        seen = t + 1 + length - new if case.args.get("causal", True) else length
        head = h * kv_heads // query_heads
        scores = k[b, head, :seen] @ q[b, h, t] / width**0.5
        weights = np.exp(scores - scores.max())
        out[b, h, t] = weights @ v[b, head, :seen] / weights.sum()
    return out
