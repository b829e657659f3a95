"""Beam search over a next-token model, with length-normalised ranking."""

import math


def beam_search(step, beam_width, eos, max_length, length_penalty=0.0):
    live, finished = [([], 0.0)], []
    for _ in range(max_length):
        # every continuation of every live hypothesis; a new list each, never shared
        candidates = [
            ([*tokens, token], total + logp)
            for tokens, total in live
            for token, logp in enumerate(step(tokens))
            if logp > -math.inf
        ]
        # one ranking over all of them: a good hypothesis may have several children, a bad one none
        best = sorted(candidates, key=_total, reverse=True)[:beam_width]
        # who ends is set aside, and has used up a place of this round
        finished += [found for found in best if found[0][-1] == eos]
        live = [found for found in best if found[0][-1] != eos]
    # at max_length the unfinished compete as they are
    ranked = [(tokens, total / len(tokens) ** length_penalty) for tokens, total in finished + live]
    return sorted(ranked, key=_total, reverse=True)[:beam_width]


def _total(hypothesis):
    return hypothesis[1]
