# reason.zh: 概率为 0 的 token 也进了束
# reason.en: lets tokens of probability 0 into the beam
# caught_by: banned tokens never enter the beam
import math


def beam_search(step, beam_width, eos, max_length, length_penalty=0.0):
    live, finished = [([], 0.0)], []
    for _ in range(max_length):
        candidates = [
            ([*tokens, token], total + logp)
            for tokens, total in live
            for token, logp in enumerate(step(tokens))
        ]
        best = sorted(candidates, key=_total, reverse=True)[:beam_width]
        finished += [found for found in best if found[0][-1] == eos]
        live = [found for found in best if found[0][-1] != eos]
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
