"""Cases of ppo-clip-loss; the oracle sums GAE forward over all later steps, and goes token by token."""

import math

import numpy as np
from comparing import case

ENTRY = "ppo_loss"


def cases(rng):
    def masks(batch, length):
        """Draw responses of unequal length; one is whole."""
        lengths = rng.permutation(batch) % (length - 1) + 2
        lengths[rng.integers(batch)] = length
        return (np.arange(length) < lengths[:, None]).astype(np.int64)

    def episode(batch, length, whole=False, **settings):
        mask = np.ones((batch, length), dtype=np.int64) if whole else masks(batch, length)
        rewards, values = rng.normal(size=(2, batch, length))
        return {"rewards": rewards, "values": values, "mask": mask, **settings}

    def update(batch, length, **settings):
        """Draw ratios on both sides of the clip range for either sign of the advantage, near no border."""
        clip = settings.get("clip", 0.2)
        shape = (batch, length)
        step = np.where(rng.random(shape) < 0.5, 0.2, 1.8) + 0.1 * rng.random(shape)
        ratio = 1 + clip * step * np.where(rng.random(shape) < 0.5, -1, 1)
        move = clip * np.where(rng.random(shape) < 0.5, 0.4, 2.5) * np.where(rng.random(shape) < 0.5, -1, 1)
        old_logps, old_values = -2 - rng.random(shape), rng.normal(size=shape)
        return {
            "logps": old_logps + np.log(ratio),
            "old_logps": old_logps,
            "advantages": (0.3 + rng.random(shape)) * np.where(rng.random(shape) < 0.5, -1, 1),
            "values": old_values + move,
            "old_values": old_values,
            "returns": old_values + rng.normal(size=shape),
            "mask": masks(batch, length),
            **settings,
        }

    def token(ratio, advantage):
        zeros = {name: np.zeros((1, 1)) for name in ("old_logps", "values", "old_values", "returns")}
        mask = np.ones((1, 1), dtype=np.int64)
        return {"logps": np.log([[ratio]]), "advantages": np.array([[advantage]]), "mask": mask, **zeros}

    first = update(3, 6)
    first["logps"] = first["old_logps"].copy()
    huge = update(4, 7)
    for name, sign in {"logps": 1, "old_logps": -1, "advantages": -1, "values": 1, "old_values": -1, "returns": 1}.items():
        huge[name] = np.where(huge["mask"], huge[name], sign * rng.uniform(1e5, 1e6, (4, 7)))
    return [
        case("GAE：长短不一的回答", "GAE: responses of unequal length",
             call="gae", **episode(4, 7, gamma=0.97, lam=0.9)),
        case("GAE：默认参数，没有填充", "GAE: defaults, no padding", call="gae", **episode(2, 5, whole=True)),
        case("GAE：lam = 0 只看一步", "GAE: lam = 0 looks one step ahead",
             call="gae", **episode(3, 6, gamma=0.9, lam=0.0)),
        case("GAE：lam = 1 是蒙特卡洛回报", "GAE: lam = 1 gives Monte Carlo returns",
             call="gae", **episode(3, 6, gamma=0.9, lam=1.0)),
        case("优势为正、比值过大：截断", "positive advantage, ratio too large: clipped", **token(1.5, 2.0)),
        case("优势为正、比值过小：不截断", "positive advantage, ratio too small: not clipped", **token(0.5, 2.0)),
        case("优势为负、比值过小：截断", "negative advantage, ratio too small: clipped", **token(0.5, -2.0)),
        case("优势为负、比值过大：不截断", "negative advantage, ratio too large: not clipped", **token(1.5, -2.0)),
        case("随机的一批", "a random batch", **update(6, 9)),
        case("截断范围更小", "a narrower clip range", **update(5, 8, clip=0.05, value_coef=0.1)),
        case("填充处很大，exp 会溢出", "padding so large that exp overflows", **huge),
        case("第一步，策略还没动", "the first step, before the policy has moved", **first),
    ]


def oracle(case):
    args = case.args
    mask = args["mask"]
    if case.call == "gae":
        gamma, lam = args.get("gamma", 1.0), args.get("lam", 0.95)
        advantages, returns = np.zeros(mask.shape), np.zeros(mask.shape)
        for b, row in enumerate(mask):
            end = int(row.sum())
            values = [*args["values"][b, :end].tolist(), 0.0]
            deltas = [args["rewards"][b, t] + gamma * values[t + 1] - values[t] for t in range(end)]
            for t in range(end):
                advantages[b, t] = math.fsum((gamma * lam) ** (s - t) * deltas[s] for s in range(t, end))
                returns[b, t] = advantages[b, t] + values[t]
        return {"advantages": advantages, "returns": returns}
    clip, value_coef = args.get("clip", 0.2), args.get("value_coef", 0.5)
    policy, value, cut = [], [], 0
    for place in map(tuple, np.argwhere(mask)):
        ratio = math.exp(args["logps"][place] - args["old_logps"][place])
        advantage = args["advantages"][place]
        # a gain is capped at the border of the trusted range on the side where it grows
        if advantage > 0 and ratio > 1 + clip:
            ratio, cut = 1 + clip, cut + 1
        elif advantage < 0 and ratio < 1 - clip:
            ratio, cut = 1 - clip, cut + 1
        policy.append(-ratio * advantage)
        old, target = args["old_values"][place], args["returns"][place]
        near = min(max(args["values"][place], old - clip), old + clip)
        value.append(max((args["values"][place] - target) ** 2, (near - target) ** 2) / 2)
    tokens = len(policy)
    policy_loss, value_loss = math.fsum(policy) / tokens, math.fsum(value) / tokens
    return {
        "loss": policy_loss + value_coef * value_loss,
        "policy_loss": policy_loss,
        "value_loss": value_loss,
        "clip_fraction": cut / tokens,
    }
