"""Hands the arguments over as tensors and the results back as arrays; for the trained case it trains by Adam."""

import numpy as np
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def run(solution, call="attend", **args):
    args = tensors(args)
    return plain(learn(solution, **args) if call == "learn" else getattr(solution, call)(**args))


def learn(solution, p, batches, test, lr):
    """Train to reverse the batches; return what is decoded from the test sources."""
    p = {name: value.clone().requires_grad_() for name, value in p.items()}
    optimiser = torch.optim.Adam(p.values(), lr=lr, betas=(0.9, 0.98))
    for step, source in enumerate(batches, 1):
        if step >= 0.6 * len(batches):
            optimiser.param_groups[0]["lr"] = lr / 4
        _, grads = solution.loss_and_grads({name: value.detach() for name, value in p.items()}, source, source.flip(1))
        for name, value in p.items():
            value.grad = grads[name]
        optimiser.step()
    return solution.greedy_decode({name: value.detach() for name, value in p.items()}, test, test.shape[1])


def tensors(value):
    """Turn every array into a tensor that shares its memory, so that changes in place are seen."""
    if isinstance(value, dict):
        return {name: tensors(part) for name, part in value.items()}
    return torch.from_numpy(value) if isinstance(value, np.ndarray) else value


def plain(value):
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return tuple(plain(part) for part in value)
    if not isinstance(value, torch.Tensor):
        return value
    return value.detach().numpy().copy() if value.ndim else value.item()
