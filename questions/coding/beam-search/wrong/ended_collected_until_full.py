# reason.zh: 结束的假设不占名额：沿排名往下收，直到凑够 beam_width 个未结束的，途中结束的全部留下
# reason.en: goes down the ranking until beam_width live hypotheses are found and keeps all that ended on the way, so that those take no place
# caught_by: hypotheses that ended use up places
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
        live = []
        for found in sorted(candidates, key=_total, reverse=True):
            if len(live) == beam_width:
                break
            (finished if found[0][-1] == eos else live).append(found)
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
