"""Cases of seq2seq-attention; the oracle goes sample by sample and differentiates with complex steps."""

import numpy as np
from comparing import Difference, case, compare

ENTRY = "attend"
SHARE = 0.75
PAD, BOS = 0, 1


def cases(rng):
    def parameters(words, width, scale=1.0):
        def drawn(*shape, by=1.0):
            return rng.normal(size=shape) * by * scale

        return {
            "e": drawn(words, width),
            "u": drawn(width, width, by=0.9 * width**-0.5),
            "f": drawn(words, width),
            "v": drawn(width, width, by=0.9 * width**-0.5),
            "w": drawn(width, width, by=width**-0.5),
            "o": drawn(2 * width, words, by=width**-0.5),
        }

    def tokens(lengths, width, words):
        drawn = rng.integers(2, words, (len(lengths), width))
        return np.where(np.arange(width) < np.array(lengths)[:, None], drawn, PAD)

    def step(batch, length, width, memory, real, scale=1.0):
        return {
            "state": rng.normal(size=(batch, width)) * scale,
            "memory": rng.normal(size=(batch, length, memory)),
            "mask": np.arange(length) < np.array(real)[:, None],
            "w": rng.normal(size=(width, memory)),
        }

    def model(lengths, source, targets, target, words, width):
        return {"p": parameters(words, width), "source": tokens(lengths, source, words), "target": tokens(targets, target, words)}

    repeated = model([4, 4], 4, [3, 3], 3, 6, 3)
    repeated["source"][:], repeated["target"][:] = [[2, 2, 3, 2], [2, 3, 3, 2]], [[4, 4, 5], [4, 5, 5]]
    return [
        case("注意力：没有填充", "attention without padding", **step(2, 4, 3, 5, [4, 4])),
        case("注意力：长度不一", "attention over unequal lengths", **step(3, 6, 4, 2, [6, 2, 4])),
        case("注意力：只有一个真词元", "attention over a single token", **step(2, 3, 2, 4, [1, 1])),
        case("注意力：分数很大", "attention with large scores", **step(2, 4, 3, 5, [4, 3], 5000.0)),
        case("损失与梯度：没有填充", "loss and gradients without padding", call="loss_and_grads", **model([4] * 3, 4, [5] * 3, 5, 8, 3)),
        case("损失与梯度：源有填充", "loss and gradients, padded sources", call="loss_and_grads", **model([5, 1, 3], 6, [3] * 3, 3, 7, 4)),
        case("损失与梯度：目标有填充", "loss and gradients, padded targets", call="loss_and_grads", **model([3] * 4, 3, [4, 1, 2, 3], 5, 6, 2)),
        case("损失与梯度：词元重复", "loss and gradients, repeated tokens", call="loss_and_grads", **repeated),
        case("损失与梯度：都只有一个词元", "loss and gradients, one token each", call="loss_and_grads", **model([1], 1, [1], 1, 5, 3)),
        case("贪心解码", "greedy decoding", call="greedy_decode", p=parameters(9, 4, 1.5), source=tokens([5, 2, 4, 3, 5, 1], 5, 9), steps=7),
        case("学会把六个数字倒过来", "learns to reverse six digits", call="learn", trained=True, p=parameters(12, 32),
             batches=rng.integers(2, 12, (300, 64, 6)), test=rng.integers(2, 12, (300, 6)), lr=0.02),
    ]  # fmt: skip


def attention(state, memory, w):
    scores = np.array([sum(state[i] * w[i] @ h for i in range(len(state))) for h in memory])
    weights = np.exp(scores - scores.real.max())
    weights = weights / weights.sum()
    return sum(weight * h for weight, h in zip(weights, memory)), weights


def encoded(p, source):
    memory = []
    for token in source[source != PAD]:
        before = memory[-1] @ p["u"] if memory else 0
        memory.append(np.tanh(p["e"][token] + before))
    return memory


def stepped(p, token, state, memory):
    state = np.tanh(p["f"][token] + state @ p["v"])
    return state, np.concatenate([state, attention(state, memory, p["w"])[0]]) @ p["o"]


def loss(p, source, target):
    total = 0
    for one, wanted in zip(source, target):
        memory = encoded(p, one)
        state, token = memory[-1], BOS
        for word in wanted[wanted != PAD]:
            state, logits = stepped(p, token, state, memory)
            total = total + np.log(np.exp(logits - logits.real.max()).sum()) + logits.real.max() - logits[word]
            token = word
    return total / (target != PAD).sum()


def oracle(case):
    given = case.args
    if case.trained:
        return None
    if case.call == "attend":
        found = [(c, np.r_[a, np.zeros(len(m) - m.sum())]) for s, h, m in zip(given["state"], given["memory"], given["mask"])
                 for c, a in [attention(s, h[m], given["w"])]]  # fmt: skip
        return tuple(np.array(part) for part in zip(*found))
    p = given["p"]
    if case.call == "greedy_decode":
        out = []
        for source in given["source"]:
            memory = encoded(p, source)
            state, words = memory[-1], [BOS]
            for _ in range(given["steps"]):
                state, logits = stepped(p, words[-1], state, memory)
                words.append(int(logits.argmax()))
            out.append(words[1:])
        return np.array(out)
    grads = {name: np.zeros_like(value) for name, value in p.items()}
    for name, value in p.items():
        for index in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[index] += 1e-30j
            grads[name][index] = np.imag(loss({**p, name: moved}, given["source"], given["target"])) / 1e-30
    return float(loss(**given)), grads


def check(case, got, want):
    if not case.trained:
        return compare(got, want)
    wanted = case.args["test"][:, ::-1]
    found = compare(got, np.zeros_like(wanted)) if np.shape(got) != wanted.shape else None
    if found:
        return found
    share = float((np.asarray(got) == wanted).all(axis=1).mean())
    if share >= SHARE:
        return None
    return Difference(f"只有 {share:.0%} 的序列全对，应至少 {SHARE:.0%}", f"{share:.0%} of the sequences are right throughout, not {SHARE:.0%}")
