"""Cases of top-k-top-p; the oracle walks down the sorted tokens of each row."""

import math

import numpy as np
from comparing import case

ENTRY = "filter_probs"


def cases(rng):
    def logits(batch, vocabulary, temperature=1.0, top_k=0, top_p=1.0):
        """Draw logits whose cumulative sums stay away from top_p, so that rounding decides nothing."""
        while True:
            drawn = rng.normal(size=(batch, vocabulary)) * 2
            sums = np.concatenate([_cumulative(row, temperature, top_k) for row in drawn])
            if np.abs(sums - top_p).min() > 1e-3 or top_p == 1:
                return drawn

    def drawn(batch, vocabulary, **settings):
        return {"logits": logits(batch, vocabulary, **settings), **settings}

    log = np.log
    banned = drawn(3, 8)["logits"]
    banned[:, rng.permutation(8)[:3]] = -np.inf
    return [
        case("小例子：0.5 + 0.3 越过 0.6", "worked example: 0.5 + 0.3 crosses 0.6",
             logits=log([[0.15, 0.5, 0.05, 0.3]]), top_p=0.6),
        case("只有 top-p，每行截断处不同", "top-p alone, each row cut at its own place", **drawn(5, 12, top_p=0.8)),
        case("只有 top-k", "top-k alone", **drawn(3, 11, top_k=4)),
        case("p 在 top-k 之后的分布上量", "p is measured on the distribution after top-k",
             logits=log([[0.1, 0.2, 0.4, 0.3]]), top_k=3, top_p=0.42),
        case("三者一起", "all three together", **drawn(4, 15, temperature=1.5, top_k=7, top_p=0.85)),
        case("低温在截断之前", "low temperature comes before the cut", **drawn(4, 10, temperature=0.5, top_p=0.8)),
        case("温度为 0 是贪心", "temperature 0 is greedy", **drawn(4, 7, temperature=0, top_k=3, top_p=0.9)),
        case("贪心时并列取编号小的", "greedy: the smaller id of a tie",
             logits=np.array([[1.0, 3.0, 2.0, 3.0], [5.0, 5.0, 5.0, -1.0]]), temperature=0),
        case("p 小于最大概率时留一个", "p below the top probability keeps one token",
             logits=log([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1]]), top_p=0.05),
        case("并列时先留编号小的", "ties keep the smaller ids",
             logits=np.array([[1.0, 3.0, 2.0, 2.0, 2.0] * 8, rng.permutation(40) % 3.0]), top_k=20),
        case("累计概率恰好达到 p", "the sum reaches p exactly", logits=np.zeros((2, 4)), top_p=0.5),
        case("top_k 大于词表", "top_k beyond the vocabulary", **drawn(2, 5, top_k=9)),
        case("logits 上千也不溢出", "logits in the thousands do not overflow",
             logits=rng.normal(size=(2, 6)) * 3e3),
        case("被禁 token 的 logit 是 -inf", "banned tokens have logits of -inf", logits=banned),
    ]


def _cumulative(row, temperature, top_k):
    scaled = row / (temperature or 1)
    probs = np.sort(np.exp(scaled - scaled.max()))[::-1][: top_k or None]
    return np.cumsum(probs / probs.sum())


def oracle(case):
    logits, temperature = case.args["logits"], case.args.get("temperature", 1.0)
    top_k, top_p = case.args.get("top_k", 0), case.args.get("top_p", 1.0)
    out = np.zeros(logits.shape)
    for b, row in enumerate(logits.tolist()):
        best = sorted(range(len(row)), key=lambda i: (-row[i], i))
        if temperature == 0:
            out[b, best[0]] = 1
            continue
        best = best[: top_k or len(row)]
        weights = [math.exp((row[i] - row[best[0]]) / temperature) for i in best]
        total, kept = math.fsum(weights), 0
        while kept < len(best) and math.fsum(weights[:kept]) / total < top_p:
            kept += 1
        for i, weight in zip(best[:kept], weights):
            out[b, i] = weight / math.fsum(weights[:kept])
    return out
