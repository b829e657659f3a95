"""Cases of dpo-loss; the oracle goes token by token and pair by pair with the math module."""

import math

import numpy as np
from comparing import case

ENTRY = "dpo_loss"


def cases(rng):
    def responses(batch, length, vocabulary, scale=1.0):
        """Draw prompts, responses and padding of different lengths."""
        mask = np.zeros((batch, length), dtype=np.int64)
        for row in mask:
            start = rng.integers(1, length - 2)
            row[start : rng.integers(start + 2, length + 1)] = 1
        return {
            "logits": rng.normal(size=(batch, length, vocabulary)) * scale,
            "tokens": rng.integers(0, vocabulary, size=(batch, length)),
            "mask": mask,
        }

    def pairs(batch, scale=5.0, **settings):
        """Draw pairs of which about half are ranked right; policy and rewards disagree on some."""
        rejected, ref_rejected = -40 + scale * rng.normal(size=(2, batch))
        sizes = scale * (0.3 + rng.random(size=(2, batch)))
        index = np.arange(batch)
        margin = sizes[0] * np.where(index % 2, -1, 1)
        difference = sizes[1] * np.where(index % 3, -1, 1)
        return {
            "policy_chosen": rejected + difference,
            "policy_rejected": rejected,
            "ref_chosen": ref_rejected + difference - margin,
            "ref_rejected": ref_rejected,
            **settings,
        }

    whole = responses(3, 5, 4)
    whole["mask"][:] = 1
    empty = responses(3, 6, 5)
    empty["mask"][1] = 0
    same = pairs(4)
    same["policy_chosen"], same["policy_rejected"] = same["ref_chosen"].copy(), same["ref_rejected"].copy()
    return [
        case("提示、回答与填充长短不一", "prompts, responses and padding of unequal length",
             call="sequence_logps", **responses(4, 7, 5)),
        case("掩码全为 1 时不算第一个 token", "the first token is never predicted", call="sequence_logps", **whole),
        case("一行没有回答", "a row without a response", call="sequence_logps", **empty),
        case("logits 上千也不溢出", "logits in the thousands do not overflow",
             call="sequence_logps", **responses(2, 6, 4, scale=2e3)),
        case("随机的一批", "a random batch", **pairs(7)),
        case("beta 较大", "a larger beta", **pairs(5, beta=0.5)),
        case("策略等于参考模型", "the policy equals the reference", **same),
        case("标签平滑", "label smoothing", **pairs(6, beta=0.3, label_smoothing=0.1)),
        case("差值上千也不溢出", "margins in the thousands do not overflow", **pairs(4, scale=4e3, beta=1.0)),
        case("只有一对", "a single pair", **pairs(1, beta=0.2)),
    ]


def oracle(case):
    if case.call == "sequence_logps":
        logits, tokens, mask = (case.args[name] for name in ("logits", "tokens", "mask"))
        out = np.zeros(len(tokens))
        for b, t in np.argwhere(mask):
            if t:
                row = logits[b, t - 1].tolist()
                top = max(row)
                out[b] += row[tokens[b, t]] - top - math.log(math.fsum(math.exp(x - top) for x in row))
        return out
    beta, smoothing = case.args.get("beta", 0.1), case.args.get("label_smoothing", 0.0)
    chosen = [beta * (p - r) for p, r in zip(case.args["policy_chosen"], case.args["ref_chosen"])]
    rejected = [beta * (p - r) for p, r in zip(case.args["policy_rejected"], case.args["ref_rejected"])]
    losses = []
    for c, r in zip(chosen, rejected):
        # -log of a two-way softmax over the rewards
        top = max(c, r)
        total = top + math.log(math.exp(c - top) + math.exp(r - top))
        losses.append((1 - smoothing) * (total - c) + smoothing * (total - r))
    return {
        "loss": math.fsum(losses) / len(losses),
        "chosen_rewards": np.array(chosen),
        "rejected_rewards": np.array(rejected),
        "accuracy": sum(c > r for c, r in zip(chosen, rejected)) / len(losses),
    }
