import numpy as np


def beam_search(step, beam_width, eos, max_length, length_penalty=0.0):
    """束搜索。Beam search.

    step(tokens): 给出下一个 token 的对数概率 log-probabilities of the next token, (V,)
    返回 returns: [(tokens, score), …]，从好到差 best first
    """
    raise NotImplementedError
