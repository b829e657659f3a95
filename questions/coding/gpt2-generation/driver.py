"""Feeds tokens in chunks with the candidate's own cache, which stays opaque here."""


def run(solution, call="forward", **args):
    if call == "forward":
        return solution.forward(args["ids"], args["params"], args["heads"])[0]
    if call == "chunks":  # the logits of every chunk, each after the ones before
        cache, logits = None, []
        for ids in args["chunks"]:
            out, cache = solution.forward(ids, args["params"], args["heads"], cache)
            logits.append(out)
        return logits
    if call == "branches":  # every branch continues the same cache
        cache = solution.forward(args["prefix"], args["params"], args["heads"])[1]
        return [solution.forward(ids, args["params"], args["heads"], cache)[0] for ids in args["branches"]]
    return getattr(solution, call)(**args)
