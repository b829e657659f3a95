"""Hands the arguments over as float64 tensors that share the arrays' memory, and the result back as an array."""

import numpy as np
import torch


def run(solution, call="transformer_block", **args):
    return getattr(solution, call)(**{name: tensors(value) for name, value in args.items()}).detach().numpy()


def tensors(value):
    if isinstance(value, dict):
        return {name: tensors(part) for name, part in value.items()}
    return torch.from_numpy(value) if isinstance(value, np.ndarray) else value
