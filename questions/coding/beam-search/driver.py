"""Runs a beam search over a model whose next token depends on the last two."""


def run(solution, table, **settings):
    start = table.shape[-1]

    def step(tokens):
        before, last = [start, start, *(int(token) for token in tokens)][-2:]
        return table[before, last].copy()

    found = solution.beam_search(step, **settings)
    return [([int(token) for token in tokens], float(score)) for tokens, score in found]
