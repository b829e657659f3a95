# reason.zh: 每个假设只留自己最好的一个后继，没有一起排名
# reason.en: keeps the best child of each hypothesis instead of ranking all together
# caught_by: a random model
import math


def beam_search(step, beam_width, eos, max_length, length_penalty=0.0):
    live, finished = [([], 0.0)], []
    for _ in range(max_length):
        candidates = [
            ([*tokens, token], total + logp)
            for tokens, total in live
            for token, logp in enumerate(step(tokens))
            if logp > -math.inf
        ]
        groups = {}
        for found in sorted(candidates, key=_total, reverse=True):
            groups.setdefault(tuple(found[0][:-1]), []).append(found)
        best = [found for group in groups.values() for found in group[: beam_width if len(groups) == 1 else 1]]
        finished += [found for found in best if found[0][-1] == eos]
        live = [found for found in best if found[0][-1] != eos]
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
