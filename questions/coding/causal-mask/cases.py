"""Cases of causal-mask; the oracle decides pair by pair, and normalises the visible scores only."""

import math

import numpy as np
from comparing import case

ENTRY = "attention_mask"


def cases(rng):
    everything = np.ones((2, 6), bool)
    right = np.arange(6) < np.array([[6], [4], [2]])
    left = np.arange(7) >= np.array([[0], [3]])
    holes = rng.random((3, 8)) < 0.5
    holes[:, 3], holes[:, 5], holes[:, 4], holes[0, 0] = True, True, False, False
    scores = 3 * rng.normal(size=(2, 3, 4, 5))
    some = rng.random((2, 1, 4, 5)) < 0.5
    some[..., 2], some[:, :, 1, 4], some[:, :, 0, 0] = True, False, False
    blind = some.copy()
    blind[0, 0, 1] = blind[1, 0, 3] = False
    loud = np.where(some, 400 * rng.normal(size=scores.shape), 5000.0)
    return [
        case("方阵：没有缓存", "square: nothing cached", valid=everything, new=6),
        case("解码：1 个查询对 7 个位置", "decode: 1 query against 7 positions", valid=np.ones((2, 7), bool), new=1),
        case("分块：缓存 3 个，新来 3 个", "chunk: 3 new after 3 cached", valid=everything, new=3),
        case("右填充", "right padding", valid=right, new=6),
        case("左填充：有的查询什么也看不见", "left padding: some queries see nothing", valid=left, new=7),
        case("窗口为 1：只看自己", "a window of 1: itself only", valid=everything, new=6, window=1),
        case("窗口 3，带填充与缓存", "a window of 3 with padding and cache", valid=holes, new=5, window=3),
        case("带掩码的 softmax", "masked softmax", "masked_softmax", scores=scores, mask=some),
        case("softmax：T × S 的掩码", "softmax: a mask of T × S", "masked_softmax", scores=scores, mask=some[0, 0]),
        case("softmax：全被掩码的行为 0", "softmax: fully masked rows are 0", "masked_softmax", scores=scores, mask=blind),
        case("softmax：被遮的分数最大", "softmax: hidden scores are the largest", "masked_softmax", scores=loud, mask=some),
    ]  # fmt: skip


def oracle(case):
    if case.call == "masked_softmax":
        scores, out = case.args["scores"], np.zeros(case.args["scores"].shape)
        mask = np.broadcast_to(case.args["mask"], scores.shape)
        for index in np.ndindex(scores.shape[:-1]):
            seen = np.flatnonzero(mask[index]).tolist()
            top = max((scores[(*index, j)] for j in seen), default=0.0)
            powers = [math.exp(scores[(*index, j)] - top) for j in seen]
            for j, power in zip(seen, powers, strict=True):
                out[(*index, j)] = power / math.fsum(powers)
        return out
    valid, new, window = case.args["valid"], case.args["new"], case.args.get("window")
    length = valid.shape[1]
    mask = np.zeros((len(valid), 1, new, length), bool)
    for b, _, t, j in np.ndindex(mask.shape):
        distance = length - new + t - j
        mask[b, 0, t, j] = valid[b, j] and 0 <= distance < (window or length)
    return mask
