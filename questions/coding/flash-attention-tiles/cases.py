"""Cases of flash-attention-tiles; the oracle goes query by query, and counts tiles pair by pair."""

import math

import numpy as np
from comparing import case

ENTRY = "flash_attention"


def cases(rng):
    def head(new, length, block_q, block_k, *, width=5, value_width=3, scale=1.0, **options):
        return {
            "q": rng.normal(size=(new, width)) * scale,
            "k": rng.normal(size=(length, width)) * scale,
            "v": rng.normal(size=(length, value_width)),
            "block_q": block_q,
            "block_k": block_k,
            **options,
        }

    rising = head(4, 9, 2, 2, width=2)
    rising["q"] = np.abs(rising["q"]) + 0.5
    rising["k"] = np.arange(9.0)[:, None] + np.abs(rising["k"])
    hidden = head(6, 9, 2, 9, width=2, causal=True)
    hidden["q"] = np.abs(hidden["q"]) + 0.5
    hidden["k"] = 400.0 * np.arange(9.0)[:, None] + np.abs(hidden["k"])
    below = head(4, 9, 2, 2, width=2)
    below["q"] = np.abs(below["q"]) + 0.5
    below["k"] = 2000.0 * (np.arange(9.0)[:, None] - 10) - np.abs(below["k"])
    return [
        case("块大小整除长度", "blocks divide the lengths", **head(4, 6, 2, 3)),
        case("尾块不满", "short last blocks", **head(7, 8, 3, 5, value_width=4)),
        case("块比序列大", "blocks larger than the sequence", **head(3, 4, 8, 16)),
        case("块只有一行", "blocks of one row", **head(3, 5, 1, 1)),
        case("分数一路上升", "rising scores", **rising),
        case("因果，方阵", "causal, square", **head(8, 8, 2, 2, causal=True)),
        case("因果，两种块大小不同，尾块不满", "causal, uneven blocks, short ends", **head(11, 11, 4, 3, causal=True)),
        case("因果，键块更宽", "causal, wider key blocks", **head(10, 10, 2, 4, causal=True)),
        case("因果，缓存 5 个，新来 6 个", "causal, 6 new after 5 cached", **head(6, 11, 2, 3, causal=True)),
        case("因果，被遮的分数最大", "causal, hidden scores are the largest", **hidden),
        case("每行的分数都是负几千，一路上升", "every score thousands below zero, and rising", **below),
        case("分数很大也不溢出", "large scores do not overflow", **head(6, 7, 2, 3, scale=60.0, causal=True)),
    ]


def oracle(case):
    q, k, v, causal = case.args["q"], case.args["k"], case.args["v"], case.args.get("causal", False)
    new, length = len(q), len(k)
    out, lse, tiles = np.zeros((new, v.shape[1])), np.zeros(new), set()
    for t in range(new):
        seen = t + length - new + 1 if causal else length
        scores = [math.fsum(q[t] * key) / math.sqrt(q.shape[1]) for key in k[:seen]]
        powers = np.array([math.exp(score - max(scores)) for score in scores])
        out[t] = powers @ v[:seen] / math.fsum(powers)
        lse[t] = max(scores) + math.log(math.fsum(powers))
        tiles |= {(t // case.args["block_q"], j // case.args["block_k"]) for j in range(seen)}
    return out, lse, len(tiles)
