"""Cases of online-softmax; the oracle works with logsumexps and averages of values."""

import math

import numpy as np
from comparing import case

ENTRY = "update"


def cases(rng):
    def seen(rows, width, *, count=6, level=0.0):
        scores = level + 2 * rng.normal(size=(rows, count))
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores.max(axis=1), powers.sum(axis=1), powers @ rng.normal(size=(count, width))

    def fresh(rows, width):
        return np.full(rows, -np.inf), np.zeros(rows), np.zeros((rows, width))

    def block(rows, count, width, level=0.0):
        return {"scores": level + 2 * rng.normal(size=(rows, count)), "values": rng.normal(size=(count, width))}

    def blank(state, row):
        state[0][row], state[1][row], state[2][row] = -np.inf, 0.0, 0.0
        return state

    masked = block(4, 5, 3)
    masked["scores"][0, 1:3] = masked["scores"][1] = masked["scores"][2] = -np.inf
    steep = block(3, 4, 2)
    steep["scores"] += np.array([[3000.0], [-3000.0], [0.0]])
    levels = np.array([4000.0, -4000.0, 0.0, 0.0])
    high, low = seen(4, 5), seen(4, 5)
    high = high[0] + levels, *high[1:]
    return [
        case("第一块", "the first block", state=fresh(3, 5), **block(3, 4, 5)),
        case("新块带来更大的最大值", "the block raises the maximum", state=seen(3, 5), **block(3, 4, 5, level=9.0)),
        case("新块都小于旧的最大值", "the block stays below the maximum", state=seen(3, 5), **block(3, 4, 5, level=-9.0)),
        case("有的行上升，有的不变", "some rows rise and some do not", state=seen(6, 2), **block(6, 3, 2)),
        case("整行被掩码，之前见过或没有见过", "fully masked rows, with and without a past", state=blank(seen(4, 3), 1), **masked),
        case("分数是几千或负几千", "scores of thousands and minus thousands", state=seen(3, 2), **steep),
        case("合并两个状态", "merge two states", "merge", left=seen(5, 3), right=seen(5, 3, count=4)),
        case(
            "合并：一边或两边是空的", "merge: one side or both empty", "merge",
            left=blank(blank(seen(4, 3), 0), 1), right=blank(blank(seen(4, 3), 0), 2),
        ),
        case("合并：最大值相差几千", "merge: maxima thousands apart", "merge", left=high, right=low),
        case("归一化，有的行是空的", "normalise, with an empty row", "finish", state=blank(seen(4, 3), 2)),
    ]  # fmt: skip


def _describe(state):
    """Turn a state to rows of (maximum, logsumexp, average value)."""
    return [
        (top, top + math.log(total), acc / total) if total else (-math.inf, -math.inf, acc)
        for top, total, acc in zip(*state, strict=True)
    ]


def _together(parts):
    """Merge descriptions of one row: a weighted average of averages."""
    top, total = max(part[0] for part in parts), np.logaddexp.reduce([part[1] for part in parts])
    if total == -math.inf:
        return -math.inf, 0.0, np.zeros(len(parts[0][2]))
    average = sum(math.exp(part[1] - total) * part[2] for part in parts)
    return top, math.exp(total - top), math.exp(total - top) * average


def oracle(case):
    if case.call == "finish":
        return np.array([average for _, _, average in _describe(case.args["state"])])
    if case.call == "merge":
        rows = zip(_describe(case.args["left"]), _describe(case.args["right"]), strict=True)
    else:
        scores, values = case.args["scores"].tolist(), case.args["values"]
        keys = [[(s, s, value) for s, value in zip(row, values, strict=True)] for row in scores]
        rows = ([past, *new] for past, new in zip(_describe(case.args["state"]), keys, strict=True))
    return tuple(np.array(column) for column in zip(*map(_together, rows), strict=True))
