# reason.zh: 结束的假设不占名额，总是补满 beam_width 个未结束的
# reason.en: refills the beam so that hypotheses that ended take no place
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
        ranked = sorted(candidates, key=_total, reverse=True)
        best = ranked[:beam_width]
        finished += [found for found in best if found[0][-1] == eos]
        live = [found for found in ranked if found[0][-1] != eos][:beam_width]
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
