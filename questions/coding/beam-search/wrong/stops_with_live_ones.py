# reason.zh: 结束的凑够 beam_width 个就停，没结束的按当时的样子一起排名
# reason.en: stops as soon as beam_width hypotheses have ended, and ranks the unfinished as they stand
# caught_by: it goes on after enough have ended
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
        best = sorted(candidates, key=_total, reverse=True)[:beam_width]
        finished += [found for found in best if found[0][-1] == eos]
        live = [found for found in best if found[0][-1] != eos]
        if len(finished) >= beam_width:
            break
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
