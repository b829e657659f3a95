"""A problem whose results may be lists, with a case that trains."""

import numpy as np
from comparing import case, compare

ENTRY = "f"


def cases(rng):
    return [
        case("训练", "trains", call="train", trained=True, x=1.0),
        case("列表", "lists", x=rng.normal(size=4)),
        case("空", "nothing", call="above", x=-np.ones(3)),
    ]


def oracle(case):
    if case.call == "train":
        return 1.0
    if case.call == "above":
        return np.flatnonzero(case.args["x"] > 0)
    return np.stack([np.zeros(4), case.args["x"]], axis=1)


def check(case, got, want):
    kind = int if case.call == "above" else float
    return compare(got, want) if case.call == "train" else compare(np.asarray(got, dtype=kind), want)
