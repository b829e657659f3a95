"""Calls the functions of the solution; for the trained case it trains with them, by Adam."""

import numpy as np


def run(solution, call="attend", **args):
    return learn(solution, **args) if call == "learn" else getattr(solution, call)(**args)


def learn(solution, p, batches, test, lr):
    """Train to reverse the batches; return what is decoded from the test sources."""
    mean, square = ({name: np.zeros_like(value) for name, value in p.items()} for _ in range(2))
    for step, source in enumerate(batches, 1):
        _, grads = solution.loss_and_grads(p, source, source[:, ::-1].copy())
        rate = lr if step < 0.6 * len(batches) else lr / 4
        for name in p:
            mean[name] = 0.9 * mean[name] + 0.1 * grads[name]
            square[name] = 0.98 * square[name] + 0.02 * grads[name] ** 2
            update = mean[name] / (1 - 0.9**step) / (np.sqrt(square[name] / (1 - 0.98**step)) + 1e-8)
            p = {**p, name: p[name] - rate * update}
    return solution.greedy_decode(p, test, test.shape[1])
