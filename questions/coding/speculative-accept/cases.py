"""Cases of speculative-accept; the oracle works with plain Python numbers, and counts by enumeration."""

import itertools
import math

import numpy as np
from comparing import case

ENTRY = "speculative_step"


def cases(rng):
    def distributions(rows, vocabulary):
        return rng.dirichlet(np.full(vocabulary, 0.7), size=rows)

    def step(length, vocabulary, rejected=None, certain=False):
        """Draw a step that is first rejected at a given place; other ways to sample give other tokens."""
        while True:
            p, q = distributions(length + 1, vocabulary), distributions(length, vocabulary)
            ratio = p[:-1] / q
            likelier = ratio > 1.3
            if certain:
                likelier[0] &= p[0] == p[0].max()
                likelier[1] &= p[1] < p[1].max()
            places = np.arange(length)
            sure = np.full(length, True) if certain else places == (rejected or 0) + 1
            # what is accepted by chance is less likely under the target than under the draft
            wanted = np.where(sure[:, None], likelier, (ratio > 0.2) & (ratio < 0.8))
            if not wanted.any(axis=1).all():
                continue
            draft = np.array([rng.choice(np.flatnonzero(row)) for row in wanted])
            u = np.where(sure, 0.97, 0.9 * ratio[places, draft])
            if rejected is not None:
                u[rejected] = 0.95
            v, at = rng.random(), length - 1 if rejected is None else rejected
            more, less = np.maximum(p[at] - q[at], 0), np.maximum(q[at] - p[at], 0)
            ways = [p[at], q[at], p[-1], less, more + less, p[at] * (p[at] > q[at]), more]
            ways.append(np.maximum(p[-1] - q[at], 0))
            drawn = [_draw((way / way.sum()).tolist(), v) for way in ways]
            drawn += [int(more.argmax()), int(p[-1].argmax())]
            chosen = drawn[2] if rejected is None else drawn[6]
            if drawn.count(chosen) == 1:
                return {"draft": draft, "p": p, "q": q, "u": u, "v": v}

    def pair(vocabulary):
        p, q = distributions(2, vocabulary)
        return {"p": p, "q": q}

    never = {
        "draft": np.array([1, 2]),
        "p": np.array([[0.5, 0.0, 0.5], [0.1, 0.2, 0.7], [0.3, 0.3, 0.4]]),
        "q": np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]),
        "u": np.zeros(2),
        "v": 0.3,
    }
    barely = {  # the residual is 0, 1/4, 3/4
        "draft": np.array([0]),
        "p": np.array([[0.2, 0.3, 0.5], [0.5, 0.25, 0.25]]),
        "q": np.array([[0.6, 0.2, 0.2]]),
        "u": np.array([0.9]),
        "v": 0.0,
    }
    target = np.array([0.4, 0.375, 0.3, 0.2, 0.5])  # of token 0: ratios 0.8, 0.75, 0.6 and 0.4
    chances = {
        "draft": np.zeros(4, dtype=int),
        "p": np.stack([target, 1 - target], axis=1),
        "q": np.full((4, 2), 0.5),
        "u": np.array([0.7, 0.65, 0.2, 0.1]),
        "v": 0.25,
    }
    half = np.array([0.5, 0.25, 0.125, 0.125])
    return [
        case("剩余分布", "the residual distribution", call="residual_distribution", **pair(7)),
        case("两个分布相同", "equal distributions", call="residual_distribution", p=half, q=half.copy()),
        case("两个分布几乎相同", "distributions that are nearly equal", call="residual_distribution",
             p=half + np.array([1, -2, 3, -2]) / 2**22, q=half.copy()),
        case("第一个就被拒绝", "the first is rejected", **step(4, 12, rejected=0)),
        case("中间被拒绝，后面的作废", "rejected midway, later drafts are void", **step(5, 12, rejected=2)),
        case("最后一个被拒绝", "the last is rejected", **step(3, 12, rejected=2)),
        case("全部接受，多得一个", "all accepted, one more for free", **step(4, 12)),
        case("每个位置有自己的比值和随机数", "each place has its own ratio and random number", **chances),
        case("比值大于 1 总是接受", "ratios above 1 are always accepted", **step(3, 12, certain=True)),
        case("v = 0：不会抽到概率为 0 的 token", "v = 0: no token of probability 0 is drawn", **barely),
        case("目标概率为 0：u = 0 也不接受", "target probability 0: not even u = 0 accepts", **never),
        case("只有一个草稿", "a single draft", **step(1, 12, rejected=0)),
        case("每步平均产出", "tokens a step", call="expected_tokens", k=3, **pair(6)),
        case("分布相同时全部接受", "equal distributions: all accepted", call="expected_tokens",
             p=half, q=half.copy(), k=4),
    ]


def _draw(distribution, v):
    total = 0.0
    for token, probability in enumerate(distribution):
        total += probability
        if total > v:
            return token
    return len(distribution) - 1


def _residual(p, q):
    rest = [a - b if a > b else 0.0 for a, b in zip(p, q)]
    return [part / math.fsum(rest) for part in rest] if any(rest) else list(p)


def oracle(case):
    args = case.args
    p, q = args["p"].tolist(), args["q"].tolist()
    if case.call == "residual_distribution":
        return np.array(_residual(p, q))
    if case.call == "expected_tokens":
        accept = math.fsum(b * min(1.0, a / b) for a, b in zip(p, q))
        mean = 0.0
        for verdicts in itertools.product((True, False), repeat=args["k"]):
            chance = math.prod(accept if verdict else 1 - accept for verdict in verdicts)
            mean += chance * (len(list(itertools.takewhile(bool, verdicts))) + 1)
        return mean
    tokens = []
    for i, token in enumerate(args["draft"].tolist()):
        if args["u"][i] >= p[i][token] / q[i][token]:
            return {"tokens": [*tokens, _draw(_residual(p[i], q[i]), args["v"])], "accepted": i}
        tokens.append(token)
    return {"tokens": [*tokens, _draw(p[-1], args["v"])], "accepted": len(tokens)}
