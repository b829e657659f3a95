# reason.zh: 用了 ((5 + 长度) / 6) 的幂，不是长度的幂
# reason.en: divides by a power of (5 + length) / 6 instead of the length
# caught_by: the length penalty changes the ranking
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
    ranked = [(tokens, total / ((5 + len(tokens)) / 6) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
