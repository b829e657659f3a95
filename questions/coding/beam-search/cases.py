"""Cases of beam-search; the oracle holds the log-probabilities of ALL sequences of a length in one tensor.

A model is a table (V + 1, V + 1, V): the log-probabilities of the next token after the last two, where V
stands for the beginning.
"""

import numpy as np
from comparing import case

ENTRY = "beam_search"


def cases(rng):
    def model(vocabulary, spread=1.0, **logits):
        """Draw a model; a token named as `t3=1.5` is raised by so much everywhere."""
        table = rng.normal(size=(vocabulary + 1, vocabulary + 1, vocabulary)) * spread
        for name, raised in logits.items():
            table[..., int(name[1:])] += raised
        return _normalised(table)

    def search(table, beam_width, eos, max_length, **settings):
        return {"table": table, "beam_width": beam_width, "eos": eos, "max_length": max_length, **settings}

    def telling(vocabulary, other, **settings):
        """Draw a model that under another rule has other hypotheses."""
        while True:
            args = search(model(vocabulary, t2=0.7), eos=2, **settings)
            plain, changed = _search(**args), _search(**{**args, **other})
            if [found for found, _ in plain] != [found for found, _ in changed]:
                return args

    # token 1 looks best at first, but what follows it is poor; 0 ends
    trap = np.full((4, 4, 3), np.log(1 / 3))
    trap[3, 3] = np.log([0.1, 0.5, 0.4])
    trap[3, 1] = np.log([0.36, 0.34, 0.3])
    trap[3, 2] = np.log([0.9, 0.06, 0.04])
    endless = rng.normal(size=(6, 6, 5))
    endless[..., 1] = -np.inf
    banned = rng.normal(size=(6, 6, 5))
    banned[:, :, 3:] = -np.inf
    banned[5, 5, 1:] = -np.inf
    banned[5, 5, 2] = 0
    return [
        case("贪心会错过的句子", "a sentence that greedy search misses", **search(trap, 2, 0, 4)),
        case("宽度为 1 就是贪心", "width 1 is greedy search", **search(model(6), 1, 0, 6)),
        case("随机模型", "a random model", **search(model(5, t0=0.5), 3, 0, 6)),
        case("结束符不是 0", "an end token other than 0", **search(model(6, 1.5, t3=0.5), 4, 3, 5)),
        case("长度惩罚改变名次", "the length penalty changes the ranking",
             **telling(5, {"length_penalty": 0.0}, beam_width=3, max_length=6, length_penalty=1.0)),
        case("结束的占用名额", "hypotheses that ended use up places",
             **telling(4, {"refilled": True}, beam_width=3, max_length=5)),
        case("结束的够多了也不停", "it goes on after enough have ended",
             **telling(4, {"stopping": True}, beam_width=2, max_length=6, length_penalty=1.0)),
        case("长度惩罚 0.6", "a length penalty of 0.6", **search(model(5, t4=1.0), 4, 4, 5, length_penalty=0.6)),
        case("宽度大于词表", "a width beyond the vocabulary", **search(model(4, t1=0.8), 7, 1, 4)),
        case("到最大长度还没结束", "nothing has ended at the maximal length",
             **search(_normalised(endless), 3, 1, 4, length_penalty=0.5)),
        case("被禁的 token 不进束", "banned tokens never enter the beam", **search(_normalised(banned), 6, 0, 2)),
        case("最大长度为 1", "a maximal length of 1", **search(model(5), 2, 0, 1)),
    ]


def _normalised(logits):
    top = logits.max(axis=-1, keepdims=True)
    return logits - top - np.log(np.exp(logits - top).sum(axis=-1, keepdims=True))


def _search(table, beam_width, eos, max_length, length_penalty=0.0, refilled=False, stopping=False):
    size = table.shape[-1]
    totals, alive, found = np.zeros(()), np.ones((), dtype=bool), []
    for length in range(1, max_length + 1):
        # totals[a, b, c] is the log-probability of the sequence a b c, for all there are
        if length < 3:
            following = table[size, size] if length == 1 else table[size, :size]
        else:
            following = table[:size, :size]
        totals = totals[..., None] + following
        reached = np.where(alive[..., None], totals, -np.inf)
        order = np.argsort(-reached, axis=None)[: None if refilled else beam_width]
        alive = np.zeros(totals.shape, dtype=bool)
        for rank, place in enumerate(zip(*np.unravel_index(order, totals.shape))):
            tokens = [int(token) for token in place]
            if not np.isfinite(reached[place]):
                continue
            if tokens[-1] == eos or length == max_length:
                if rank < beam_width:
                    found.append((tokens, float(totals[place]) / length**length_penalty))
            elif alive.sum() < beam_width:
                alive[place] = True
        if stopping and len(found) >= beam_width:
            break
    return sorted(found, key=lambda hypothesis: -hypothesis[1])[:beam_width]


def oracle(case):
    return _search(**case.args)
