"""Cases of adamw; the oracle sums the moments in closed form, number by number."""

from math import sqrt

import numpy as np
from comparing import case

ENTRY = "adamw_step"
RTOL, ATOL = 1e-9, 1e-13


def cases(rng):
    def state(*shape, t, scale=1.0, **rest):
        return {
            "theta": rng.normal(size=shape),
            "grad": rng.normal(size=shape) * scale,
            "m": rng.normal(size=shape) * scale,
            "v": rng.uniform(0.1, 1, shape) * scale**2,
            "t": t,
            **rest,
        }

    first = state(3, 4, t=1) | {"m": np.zeros((3, 4)), "v": np.zeros((3, 4))}
    still = state(5, t=3, lr=0.1, weight_decay=0.5) | {name: np.zeros(5) for name in ("grad", "m", "v")}
    return [
        case("第一步，默认超参", "first step with the defaults", **first),
        case("第 7 步", "step 7", **state(2, 5, t=7, lr=0.02, beta1=0.8, beta2=0.95, weight_decay=0.1)),
        case("没有权重衰减就是 Adam", "Adam without weight decay", **state(4, t=3, lr=0.1, weight_decay=0.0)),
        case("梯度为零时只衰减", "only decay when the gradient is zero", **still),
        case("梯度与 eps 同样小", "gradients as small as eps", **state(6, t=2, scale=1e-8, lr=0.05, beta2=0.9)),
        case("很后的一步", "a late step", **state(3, 2, t=5000, lr=0.01, eps=1e-3)),
        case("从零开始走 6 步", "6 steps from zero", call="adamw", theta=rng.normal(size=(2, 3)), grads=rng.normal(size=(6, 2, 3)),
             lr=0.05, beta1=0.7, beta2=0.9, eps=1e-4, weight_decay=0.2),
        case("走 3 步，默认超参", "3 steps with the defaults", call="adamw", theta=rng.normal(size=4), grads=rng.normal(size=(3, 4))),
    ]  # fmt: skip


def moved(theta, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    first, second = m / (1 - beta1**t), v / (1 - beta2**t)
    return (1 - lr * weight_decay) * theta - lr * first / (sqrt(second) + eps)


def oracle(case):
    given = dict(case.args)
    theta = given.pop("theta")
    beta1, beta2 = given.get("beta1", 0.9), given.get("beta2", 0.999)
    out = {name: np.empty_like(theta) for name in ("theta", "m", "v")}
    if case.call == "adamw_step":
        grad, m, v = (given.pop(name) for name in ("grad", "m", "v"))
        for at in np.ndindex(theta.shape):
            first = m[at] - (1 - beta1) * (m[at] - grad[at])
            second = v[at] - (1 - beta2) * (v[at] - grad[at] * grad[at])
            out["theta"][at], out["m"][at], out["v"][at] = moved(theta[at], first, second, **given), first, second
        return out["theta"], out["m"], out["v"]
    grads = given.pop("grads")
    for at in np.ndindex(theta.shape):
        value = theta[at]
        for t in range(1, len(grads) + 1):
            first = (1 - beta1) * sum(beta1 ** (t - 1 - i) * grads[i][at] for i in range(t))
            second = (1 - beta2) * sum(beta2 ** (t - 1 - i) * grads[i][at] ** 2 for i in range(t))
            value = moved(value, first, second, t, **given)
        out["theta"][at] = value
    return out["theta"]
