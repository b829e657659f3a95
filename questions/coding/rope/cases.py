"""Cases of rope; the oracle multiplies one pair at a time by a complex number of modulus 1."""

import cmath

import numpy as np
from comparing import case

ENTRY = "rope"


def cases(rng):
    def rows(*shape):
        return rng.normal(size=shape)

    def scattered(count, top):
        return rng.permutation(np.arange(1, top))[:count]

    return [
        case("交错配对，位置从 0 数起", "interleaved pairs, positions from 0", x=rows(2, 3, 5, 8), positions=np.arange(5)),
        case(
            "前后半配对", "pairs of first and second half",
            x=rows(2, 3, 5, 8), positions=np.arange(5), interleaved=False,
        ),
        case("位置不连续", "scattered positions", x=rows(2, 2, 4, 6), positions=scattered(4, 50)),
        case("解码：只有位置 37", "decode: position 37 only", x=rows(3, 2, 1, 8), positions=np.array([37])),
        case(
            "换一个底数，前后半配对", "another base, pairs of halves",
            x=rows(1, 2, 3, 10), positions=scattered(3, 900), base=500.0, interleaved=False,
        ),
        case("位置近一百万", "positions near a million", x=rows(1, 2, 3, 12), positions=1_000_000 - scattered(3, 99)),
        case("只有一对", "a single pair", x=rows(2, 1, 4, 2), positions=np.array([3, 0, 2, 5])),
        case("T 与 H 相同", "T equals H", x=rows(2, 4, 4, 6), positions=np.array([1, 4, 9, 16]), base=100.0),
    ]  # fmt: skip


def oracle(case):
    x, positions, base = case.args["x"], case.args["positions"].tolist(), case.args.get("base", 10000.0)
    width = x.shape[-1]
    out = np.empty(x.shape)
    for t, position in enumerate(positions):
        for i in range(width // 2):
            turn = cmath.exp(1j * position / base ** (2 * i / width))
            real, imag = (2 * i, 2 * i + 1) if case.args.get("interleaved", True) else (i, i + width // 2)
            turned = (x[:, :, t, real] + 1j * x[:, :, t, imag]) * turn
            out[:, :, t, real], out[:, :, t, imag] = turned.real, turned.imag
    return out
