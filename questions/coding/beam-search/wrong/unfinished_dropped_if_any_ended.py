# reason.zh: 只要有结束的，到最大长度时就丢掉没有结束的
# reason.en: drops what has not ended at the maximal length whenever something has ended
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
        best = sorted(candidates, key=_total, reverse=True)[:beam_width]
        finished += [found for found in best if found[0][-1] == eos]
        live = [found for found in best if found[0][-1] != eos]
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished or live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
