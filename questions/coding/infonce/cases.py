"""Cases of infonce; the oracle goes anchor by anchor and writes out the candidates."""

import math

import numpy as np
from comparing import case

ENTRY = "infonce"


def cases(rng):
    def pair(samples, width, *, close=0.6, sizes=False):
        a = rng.normal(size=(samples, width))
        b = close * a + rng.normal(size=(samples, width))
        if sizes:
            a, b = (x * np.exp(2 * rng.normal(size=(samples, 1))) for x in (a, b))
        return {"a": a, "b": b}

    odd = pair(5, 4, close=0.0)
    toward = 30 * np.eye(4)
    odd["a"] += toward[[0, 0, 1, 0, 0]]
    odd["b"] += toward[[0, 0, 0, 2, 0]]
    apart = np.split(np.linalg.qr(rng.normal(size=(6, 6)))[0] + 0.02 * rng.normal(size=(6, 6)), 2)
    return [
        case("双向，默认温度", "both directions, the default temperature", **pair(5, 8)),
        case("只有 a 到 b", "from a to b only", symmetric=False, temperature=0.3, **pair(6, 4)),
        case("各行范数相差很大", "norms of rows differ", temperature=0.5, **pair(4, 6, sizes=True)),
        case("温度 0.001", "a temperature of 0.001", temperature=0.001, **pair(7, 3, close=0.2)),
        case("有一行与所有候选都不像", "an anchor unlike all candidates", temperature=0.001, **odd),
        case(
            "有一行与所有候选都不像，单向", "an anchor unlike all candidates, from a to b only",
            temperature=0.001, symmetric=False, **odd,
        ),
        case("只有一对", "a single pair", **pair(1, 3)),
        case("NT-Xent，默认温度", "NT-Xent, the default temperature", "nt_xent", **pair(4, 6)),
        case("NT-Xent，范数相差很大", "NT-Xent, norms differ", "nt_xent", temperature=0.2, **pair(5, 3, sizes=True)),
        case(
            "NT-Xent，温度 0.001", "NT-Xent, a temperature of 0.001", "nt_xent",
            temperature=0.001, **pair(6, 4, close=0.2),
        ),
        case(
            "NT-Xent，各行互不相像", "NT-Xent, rows all unlike", "nt_xent",
            temperature=0.001, a=apart[0], b=apart[1],
        ),
        case("NT-Xent，只有一对", "NT-Xent, a single pair", "nt_xent", **pair(1, 5)),
    ]  # fmt: skip


def oracle(case):
    a, b = case.args["a"], case.args["b"]
    count = len(a)
    if case.call == "nt_xent":
        temperature = case.args.get("temperature", 0.5)
        both = [*a, *b]
        losses = [
            _loss(both[i], both[(i + count) % (2 * count)], both[:i] + both[i + 1 :], temperature)
            for i in range(2 * count)
        ]
        return math.fsum(losses) / (2 * count)
    temperature = case.args.get("temperature", 0.07)
    losses = [_loss(a[i], b[i], b, temperature) for i in range(count)]
    if case.args.get("symmetric", True):
        losses += [_loss(b[i], a[i], a, temperature) for i in range(count)]
    return math.fsum(losses) / len(losses)


def _loss(anchor, partner, candidates, temperature):
    """Return log Σ exp(s - s of the partner), by the cosine of one pair at a time."""

    def cosine(x):
        return math.fsum(anchor * x) / math.sqrt(math.fsum(anchor * anchor) * math.fsum(x * x))

    gaps = [(cosine(x) - cosine(partner)) / temperature for x in candidates]
    return max(gaps) + math.log(math.fsum(math.exp(gap - max(gaps)) for gap in gaps))
