"""Cases of gpt2-generation; the oracle has no cache, computes every logit from the whole prefix, and sorts by hand."""

import math

import numpy as np
from comparing import case

ENTRY = "forward"


def cases(rng):
    def model(words, positions, d, f, blocks):
        def matrix(*shape):
            return rng.normal(size=shape) / shape[0] ** 0.5

        def vector(size):
            return rng.normal(size=size) * 0.3

        def block():
            return {
                "g1": 1 + vector(d), "c1": vector(d), "g2": 1 + vector(d), "c2": vector(d),
                "w_qkv": matrix(d, 3 * d) * 1.5, "b_qkv": vector(3 * d), "w_out": matrix(d, d), "b_out": vector(d),
                "w_fc": matrix(d, f), "b_fc": vector(f), "w_proj": matrix(f, d), "b_proj": vector(d),
            }  # fmt: skip

        parts = {"wte": rng.normal(size=(words, d)), "wpe": rng.normal(size=(positions, d)) * 0.7}
        return parts | {"g": 1 + vector(d), "c": vector(d), "blocks": [block() for _ in range(blocks)]}

    def tokens(count, words):
        return rng.integers(0, words, size=count).tolist()

    small, larger = model(11, 9, 6, 10, 1), model(13, 16, 8, 12, 2)
    skewed = np.log(np.array([0.30, 0.05, 0.25, 0.02, 0.20, 0.18])) + rng.normal() + rng.normal(size=6) * 1e-3
    spread = rng.normal(size=12) * 2
    tied = rng.permutation(np.repeat([-1.0, 0.0, 1.0, 2.0], [9, 8, 13, 7]))
    loud = small | {"blocks": [block | {"w_qkv": block["w_qkv"] * 25} for block in small["blocks"]]}
    larger["wte"][0] *= 0.1  # an unlikely token: u = 0 must not fall on it
    sampled = {"params": larger, "heads": 2, "temperature": 2.5}
    while True:  # until the prompt's last position, EOS and every u matter
        sampled |= {"ids": tokens(3, 13), "uniforms": rng.random(8).tolist()}
        greedy = sampled | {"temperature": 0.0}
        told = continued(sampled)[3:]
        stops = [place for place in range(2, 7) if told[place] not in told[:place]]
        quiet = [token for token in sampled["ids"] if token not in told[:2]]
        first = {"ids": sampled["ids"][:1]}
        if (
            stops and quiet
            and continued(greedy)[3] != continued(greedy | first)[1]
            and told[0] != continued(sampled | first)[1]
            and told != continued(sampled | {"uniforms": sampled["uniforms"][:1] * 8})[3:]
        ):
            break
    return [
        case("前向：1 个块", "forward: one block", ids=tokens(5, 11), params=small, heads=3),
        case("前向：注意力分数很大", "forward: large attention scores", ids=tokens(6, 11), params=loud, heads=2),
        case("前向：2 个块", "forward: two blocks", ids=tokens(7, 13), params=larger, heads=2),
        case(
            "缓存：提示之后逐个词元", "cache: a prompt, then token by token",
            call="chunks", chunks=[tokens(4, 13), tokens(1, 13), tokens(1, 13), tokens(1, 13)], params=larger, heads=2,
        ),
        case(
            "缓存：分块预填充", "cache: prefill in chunks",
            call="chunks", chunks=[tokens(2, 13), tokens(4, 13), tokens(3, 13)], params=larger, heads=4,
        ),
        case(
            "缓存：同一前缀接两种续写", "cache: two continuations of one prefix",
            call="branches", prefix=tokens(3, 11), branches=[tokens(2, 11), tokens(3, 11)], params=small, heads=2,
        ),
        case("分布：温度 0，最大值并列", "distribution: temperature 0 with a tie", call="distribution", logits=tied, temperature=0.0),
        case("分布：温度 0.4", "distribution: temperature 0.4", call="distribution", logits=spread, temperature=0.4),
        case("分布：top-k", "distribution: top-k", call="distribution", logits=spread, temperature=1.0, top_k=4),
        case("分布：top-k 遇到并列", "distribution: top-k meets a tie", call="distribution", logits=tied, temperature=2.0, top_k=13),
        case("分布：top-p，跨过 p 的词元留下", "distribution: top-p keeps the token that crosses p", call="distribution", logits=skewed, temperature=1.0, top_p=0.6),
        case("分布：恰好达到 p", "distribution: p is reached exactly", call="distribution", logits=np.array([-2000.0, 5, 5]), temperature=1.0, top_p=0.5),
        case("分布：p 很小也留下一个", "distribution: a tiny p keeps one token", call="distribution", logits=skewed, temperature=1.5, top_p=0.01),
        case(
            "分布：温度、top-k、top-p 依次进行", "distribution: temperature, then top-k, then top-p",
            call="distribution", logits=skewed, temperature=0.5, top_k=3, top_p=0.75,
        ),
        case(
            "分布：温度高时 p 要留得更多", "distribution: at a high temperature p keeps more",
            call="distribution", logits=skewed, temperature=2.0, top_k=3, top_p=0.72,
        ),
        case("分布：logits 很大", "distribution: large logits", call="distribution", logits=spread * 500 + 900, temperature=0.7, top_k=5),
        case("生成：贪心", "generate: greedy", call="generate", **greedy),
        case("生成：采样", "generate: sampled", call="generate", **sampled, top_k=10, top_p=0.95),
        case("生成：遇到 EOS 停止", "generate: stops at EOS", call="generate", **sampled, eos=told[stops[0]]),
        case("生成：EOS 在提示里不算", "generate: EOS in the prompt does not stop", call="generate", **sampled | {"uniforms": sampled["uniforms"][:2]}, eos=quiet[0]),
        case("生成：u 为 0", "generate: u of 0", call="generate", **sampled | {"uniforms": [0.0] * 4}, top_k=2),
    ]  # fmt: skip


def oracle(case):
    args = case.args
    if case.call == "distribution":
        return np.array(probabilities(args["logits"], args["temperature"], args.get("top_k", 0), args.get("top_p", 1.0)))
    if case.call == "generate":
        return continued(args)
    params, heads = args["params"], args["heads"]
    if case.call == "chunks":
        whole = np.array([last_logits(sum(args["chunks"], [])[: n + 1], params, heads) for n in range(sum(map(len, args["chunks"])))])
        return np.split(whole, np.cumsum([len(chunk) for chunk in args["chunks"]])[:-1])
    if case.call == "branches":
        prefix = args["prefix"]
        return [np.array([last_logits(prefix + ids[: n + 1], params, heads) for n in range(len(ids))]) for ids in args["branches"]]
    return np.array([last_logits(args["ids"][: n + 1], params, heads) for n in range(len(args["ids"]))])


def continued(args):
    ids = list(args["ids"])
    for u in args["uniforms"]:
        logits = last_logits(ids, args["params"], args["heads"])
        total = 0.0
        for token, share in enumerate(probabilities(logits, args["temperature"], args.get("top_k", 0), args.get("top_p", 1.0))):
            total += share
            if total > u:
                break
        ids.append(token)
        if token == args.get("eos"):
            break
    return ids


def probabilities(logits, temperature, top_k, top_p):
    ranked = sorted(range(len(logits)), key=lambda token: (-logits[token], token))
    if temperature == 0:
        return [float(token == ranked[0]) for token in range(len(logits))]
    ranked = ranked[: top_k or None]
    weights = [math.exp((logits[token] - logits[ranked[0]]) / temperature) for token in ranked]
    kept = {}
    for token, weight in zip(ranked, weights):
        if sum(kept.values()) >= top_p * sum(weights):
            break
        kept[token] = weight
    return [kept.get(token, 0.0) / sum(kept.values()) for token in range(len(logits))]


def last_logits(ids, params, heads):
    """The logits after the last of `ids`: no mask is needed where only the last position is asked for."""
    x = [params["wte"][token] + params["wpe"][place] for place, token in enumerate(ids)]
    size = len(x[0]) // heads
    for block in params["blocks"]:
        rows = [np.split(normal(row, block["g1"], block["c1"]) @ block["w_qkv"] + block["b_qkv"], 3) for row in x]
        for t, (q, _, _) in enumerate(rows):
            joined = []
            for h in range(heads):
                mine = slice(h * size, (h + 1) * size)
                scores = [float(k[mine] @ q[mine]) / math.sqrt(size) for _, k, _ in rows[: t + 1]]
                total = np.logaddexp.reduce(scores)
                joined.append(sum(math.exp(score - total) * v[mine] for score, (_, _, v) in zip(scores, rows)))
            x[t] = x[t] + np.concatenate(joined) @ block["w_out"] + block["b_out"]
            a = normal(x[t], block["g2"], block["c2"]) @ block["w_fc"] + block["b_fc"]
            a = a / (1 + np.exp(-2 * math.sqrt(2 / math.pi) * (a + 0.044715 * a**3)))
            x[t] = x[t] + a @ block["w_proj"] + block["b_proj"]
    return params["wte"] @ normal(x[-1], params["g"], params["c"])


def normal(row, gain, bias):
    return (row - row.mean()) / (row.var() + 1e-5) ** 0.5 * gain + bias
