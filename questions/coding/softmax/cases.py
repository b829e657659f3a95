"""Cases of softmax; the oracle sums one slice at a time, and builds the Jacobian."""

import math

import numpy as np
from comparing import case

ENTRY = "softmax"


def _stable(row):
    top = max(row)
    powers = [math.exp(value - top) for value in row]
    total = math.fsum(powers)
    return np.array([power / total for power in powers])


def _times_jacobian(pair):
    grad, y = np.split(pair, 2)
    return (np.diag(y) - np.outer(y, y)) @ grad


def cases(rng):
    levels = np.array([[3000.0], [-3000.0], [0.0]])
    wide = 2000 * rng.normal(size=(4, 6))
    wide[0] = [650.0, 400.0, 90.0, 0.0, -90.0, -650.0]  # apart, though none is beyond what exp can hold
    masked = rng.normal(size=(3, 6))
    masked[0, 1:4] = masked[1, 0] = masked[2, :5] = -np.inf
    onehot = np.eye(5)[rng.permutation(5)[:3]]

    def weights(*shape, axis):
        return np.apply_along_axis(_stable, axis, 2 * rng.normal(size=shape))

    return [
        case("默认沿最后一轴", "the last axis by default", x=2 * rng.normal(size=(3, 4, 5))),
        case("axis=0", "axis=0", x=2 * rng.normal(size=(4, 3)), axis=0),
        case("三维数组的中间轴", "the middle axis of three", x=2 * rng.normal(size=(3, 4, 2)), axis=-2),
        case("一维向量", "a vector", x=3 * rng.normal(size=7)),
        case("几千的差距，不溢出", "differences of thousands, no overflow", x=wide),
        case("各行相差几千", "rows thousands apart", x=levels + rng.normal(size=(3, 5))),
        case("负无穷的权重是 0", "minus infinity has weight 0", x=masked),
        case(
            "反向：默认沿最后一轴", "backward: the last axis by default", "softmax_backward",
            grad=rng.normal(size=(3, 4, 5)), y=weights(3, 4, 5, axis=-1),
        ),
        case(
            "反向：axis=1", "backward: axis=1", "softmax_backward",
            grad=rng.normal(size=(2, 5, 3)), y=weights(2, 5, 3, axis=1), axis=1,
        ),
        case(
            "反向：饱和的 y 没有梯度", "backward: a saturated y has no gradient", "softmax_backward",
            grad=rng.normal(size=(3, 5)), y=onehot,
        ),
    ]  # fmt: skip


def oracle(case):
    axis = case.args.get("axis", -1)
    if case.call == "softmax_backward":
        pair = np.concatenate([case.args["grad"], case.args["y"]], axis=axis)
        return np.apply_along_axis(_times_jacobian, axis, pair)
    return np.apply_along_axis(_stable, axis, case.args["x"])
