"""Cases of grpo-loss; the oracle goes response by response and token by token."""

import math

import numpy as np
from comparing import case

ENTRY = "grpo_loss"


def cases(rng):
    def batch(responses, length, near=False, **settings):
        """Draw ratios on both sides of the clip range, near no border, and responses of unequal length."""
        shape, clip = (responses, length), settings.get("clip", 0.2)
        lengths = rng.permutation(responses) % (length - 1) + 1
        step = np.where(rng.random(shape) < (2 if near else 0.5), 0.2, 1.8) + 0.1 * rng.random(shape)
        old_logps = -2 - rng.random(shape)
        logps = old_logps + np.log(1 + clip * step * np.where(rng.random(shape) < 0.5, -1, 1))
        signs = np.where(rng.permutation(responses) % 2, -1, 1)
        return {
            "logps": logps,
            "old_logps": old_logps,
            "ref_logps": logps + rng.normal(size=shape),
            "advantages": (0.3 + rng.random(responses)) * signs,
            "mask": (np.arange(length) < lengths[:, None]).astype(np.int64),
            **settings,
        }

    def token(ratio, advantage):
        logps = np.log([[ratio]])
        mask = np.ones((1, 1), dtype=np.int64)
        return {"logps": logps, "old_logps": np.zeros((1, 1)), "ref_logps": logps.copy(),
                "advantages": np.array([advantage]), "mask": mask}

    first = batch(5, 6)
    first["old_logps"], first["ref_logps"] = first["logps"].copy(), first["logps"].copy()
    huge = batch(6, 7)
    for name, sign in {"logps": 0, "old_logps": -1, "ref_logps": 1}.items():
        huge[name] = np.where(huge["mask"], huge[name], sign * rng.uniform(1e5, 1e6, (6, 7)))
    right = (rng.permutation(12).reshape(2, 6) % 3 == 0).astype(float).ravel()
    return [
        case("三个提示，每个四条回答", "three prompts with four responses each", call="group_advantages",
             rewards=rng.normal(size=12) + np.repeat(rng.normal(size=3) * 5, 4), group_size=4),
        case("对错奖励", "rewards of right or wrong", call="group_advantages", rewards=right, group_size=6),
        case("一组奖励全部相同", "all rewards of a group are equal", call="group_advantages",
             rewards=np.array([1.0, 1.0, 1.0, 0.0, 1.0, 0.5]), group_size=3),
        case("差别很小的奖励，eps 看得出来", "rewards so close that eps shows", call="group_advantages",
             rewards=1 + 1e-3 * rng.normal(size=10), group_size=5, eps=1e-3),
        case("优势为正、比值过大：截断", "positive advantage, ratio too large: clipped", **token(1.5, 2.0)),
        case("优势为正、比值过小：不截断", "positive advantage, ratio too small: not clipped", **token(0.5, 2.0)),
        case("优势为负、比值过小：截断", "negative advantage, ratio too small: clipped", **token(0.5, -2.0)),
        case("优势为负、比值过大：不截断", "negative advantage, ratio too large: not clipped", **token(1.5, -2.0)),
        case("随机的一批", "a random batch", **batch(6, 7)),
        case("beta 较大，没有截断", "a larger beta, nothing clipped", **batch(5, 6, near=True, beta=0.5)),
        case("beta = 0", "beta = 0", **batch(4, 6, beta=0.0, clip=0.1)),
        case("填充处很大，exp 会溢出", "padding so large that exp overflows", **huge),
        case("第一步：策略与参考模型相同", "the first step: the policy is the reference", **first),
    ]


def oracle(case):
    args = case.args
    if case.call == "group_advantages":
        size, eps, out = args["group_size"], args.get("eps", 1e-4), []
        for start in range(0, len(args["rewards"]), size):
            group = args["rewards"][start : start + size].tolist()
            mean = math.fsum(group) / size
            spread = math.sqrt(math.fsum((reward - mean) ** 2 for reward in group) / size)
            out += [(reward - mean) / (spread + eps) for reward in group]
        return np.array(out)
    clip, beta = args.get("clip", 0.2), args.get("beta", 0.04)
    gains, kls = [], []
    for i, row in enumerate(args["mask"]):
        gain, kl = [], []
        for t in np.flatnonzero(row):
            ratio = math.exp(args["logps"][i, t] - args["old_logps"][i, t])
            advantage = args["advantages"][i]
            # a gain is capped at the border of the trusted range on the side where it grows
            limit = min(ratio, 1 + clip) if advantage > 0 else max(ratio, 1 - clip)
            gain.append(limit * advantage)
            gap = args["ref_logps"][i, t] - args["logps"][i, t]
            kl.append(math.expm1(gap) - gap)
        gains.append(math.fsum(gain) / len(gain))
        kls.append(math.fsum(kl) / len(kl))
    mean_kl = math.fsum(kls) / len(kls)
    return {"loss": -math.fsum(gains) / len(gains) + beta * mean_kl, "kl": mean_kl}
