"""Cases of moe-router; the oracle serves one token's choice after another with a counter per expert."""

import math

import numpy as np
from comparing import case

ENTRY = "moe_forward"


def cases(rng):
    def layer(tokens, width, hidden, experts, top_k, **settings):
        return {
            "x": rng.normal(size=(tokens, width)),
            "router": rng.normal(size=(width, experts)),
            "w1": rng.normal(size=(experts, width, hidden)),
            "w2": rng.normal(size=(experts, hidden, width)),
            "top_k": top_k,
            **settings,
        }

    def crowded(tokens, width, hidden, experts, top_k, capacity):
        """Draw a layer where it matters who comes first, and where some lose one of their experts."""
        while True:
            args = layer(tokens, width, hidden, experts, top_k, capacity=capacity)
            ranked = np.argsort(-(args["x"] @ args["router"]), axis=1)[:, :top_k].tolist()
            queue = [(slot, token) for slot in range(top_k) for token in range(tokens)]
            kept = _kept(ranked, queue, capacity)
            other = _kept(ranked, sorted(queue, key=lambda pair: pair[1]), capacity)
            served = np.bincount([token for _, token in kept], minlength=tokens)
            if kept != other and len({*served.tolist()}) == top_k + 1:
                return args

    distant = rng.normal(size=(5, 7)) + np.array([9.0] * 3 + [0.0] * 4) + np.linspace(2e3, -2e3, 5)[:, None]
    return [
        case("路由：随机的 logits", "routing: random logits", call="route",
             logits=rng.normal(size=(7, 6)), top_k=3),
        case("路由：并列时先选编号小的专家", "routing: ties go to the smaller expert", call="route",
             logits=rng.integers(0, 4, size=(5, 40)).astype(float), top_k=12),
        case("路由：logits 上千", "routing: logits in the thousands", call="route",
             logits=rng.normal(size=(4, 5)) * 10 + 2e3, top_k=2),
        case("均衡损失：每个 token 两个专家", "balancing loss: two experts a token", call="load_balancing_loss",
             logits=rng.normal(size=(9, 5)) + np.linspace(1, -1, 5), top_k=2),
        case("均衡损失：每个 token 一个专家", "balancing loss: one expert a token", call="load_balancing_loss",
             logits=rng.normal(size=(8, 4)) * 2, top_k=1),
        case("均衡损失：有专家没被选中，各行相差上千", "balancing loss: unused experts, rows thousands apart",
             call="load_balancing_loss", logits=distant, top_k=2),
        case("每个 token 两个专家", "two experts a token", **layer(8, 5, 7, 4, 2)),
        case("每个 token 一个专家", "one expert a token", **layer(6, 4, 5, 3, 1)),
        case("一个 token，多数专家没有输入", "one token, most experts without input", **layer(1, 5, 3, 6, 2)),
        case("容量不够，先满足第一选择", "short of capacity: first choices come first", **crowded(10, 4, 5, 3, 2, 4)),
    ]


def _kept(ranked, queue, capacity):
    """Return the (slot, token) pairs that find a place, in the order of the queue."""
    load, kept = {}, set()
    for slot, token in queue:
        expert = ranked[token][slot]
        load[expert] = load.get(expert, 0) + 1
        if capacity is None or load[expert] <= capacity:
            kept.add((slot, token))
    return kept


def _routes(logits, top_k):
    """Return of each token its experts, best first, and their weights."""
    experts, weights = [], []
    for row in logits.tolist():
        best = sorted(range(len(row)), key=lambda e: (-row[e], e))[:top_k]
        powers = [math.exp(row[e] - row[best[0]]) for e in best]
        experts.append(best)
        weights.append([power / math.fsum(powers) for power in powers])
    return experts, weights


def oracle(case):
    args = case.args
    if case.call == "route":
        experts, weights = _routes(args["logits"], args["top_k"])
        return {"experts": np.array(experts), "weights": np.array(weights)}
    if case.call == "load_balancing_loss":
        logits = args["logits"]
        tokens, count = logits.shape
        experts, _ = _routes(logits, args["top_k"])
        _, full = _routes(logits, count)
        order, _ = _routes(logits, count)
        total = 0.0
        for e in range(count):
            share = sum(row.count(e) for row in experts) / (tokens * args["top_k"])
            total += share * math.fsum(full[n][order[n].index(e)] for n in range(tokens)) / tokens
        return count * total
    x = args["x"]
    experts, weights = _routes(x @ args["router"], args["top_k"])
    queue = [(slot, token) for slot in range(args["top_k"]) for token in range(len(x))]
    out = np.zeros(x.shape)
    for slot, token in _kept(experts, queue, args.get("capacity")):
        expert = experts[token][slot]
        hidden = x[token] @ args["w1"][expert]
        out[token] += weights[token][slot] * (hidden * (hidden > 0) @ args["w2"][expert])
    return out
