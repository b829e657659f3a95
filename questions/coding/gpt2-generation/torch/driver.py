"""Hands arrays over as tensors that share their memory, and feeds tokens in chunks with the candidate's own cache."""

import numpy as np
import torch


def run(solution, call="forward", **args):
    args = {name: tensors(value) for name, value in args.items()}
    if call == "forward":
        return plain(solution.forward(args["ids"], args["params"], args["heads"])[0])
    if call == "chunks":  # the logits of every chunk, each after the ones before
        cache, logits = None, []
        for ids in args["chunks"]:
            out, cache = solution.forward(ids, args["params"], args["heads"], cache)
            logits.append(plain(out))
        return logits
    if call == "branches":  # every branch continues the same cache
        cache = solution.forward(args["prefix"], args["params"], args["heads"])[1]
        return [plain(solution.forward(ids, args["params"], args["heads"], cache)[0]) for ids in args["branches"]]
    return plain(getattr(solution, call)(**args))


def tensors(value):
    if isinstance(value, dict):
        return {name: tensors(part) for name, part in value.items()}
    if isinstance(value, list):
        return [tensors(part) for part in value]
    return torch.from_numpy(value) if isinstance(value, np.ndarray) else value


def plain(value):
    return value.detach().numpy() if isinstance(value, torch.Tensor) else value
