"""Runs the ranks of a ring in lockstep and delivers their messages."""

import numpy as np


def run(solution, data):
    told = _run(solution, data)
    return told | {"deaf": len(data) > 1 and _knows_without_messages(solution, data)}


def _knows_without_messages(solution, data):
    """Whether some rank returns the sum though all messages arrive as zeros."""
    try:
        found = _run(solution, data, hear=0)["results"]
    except Exception:  # zeros may confuse a program: it is not judged here
        return False
    return any(np.shape(one) == data.shape[1:] and np.allclose(one, data.sum(axis=0)) for one in found)


def _run(solution, data, hear=1):
    size = len(data)
    ranks = [solution.ring_all_reduce(rank, size, data[rank]) for rank in range(size)]
    arriving, results, steps, largest = [None] * size, [None] * size, 0, 0
    while True:
        sent = []
        for rank, program in enumerate(ranks):
            try:
                # a message is a copy, as on a wire
                sent.append(np.array(program.send(arriving[rank])) * hear)
            except StopIteration as end:
                results[rank] = end.value
        if not sent:
            return {"results": results, "steps": steps, "largest": largest}
        if len(sent) < size:
            raise RuntimeError(f"after {steps} messages some ranks have ended and others still send")
        steps, largest = steps + 1, max(largest, *(message.size for message in sent), 0)
        if steps > 4 * size:
            raise RuntimeError(f"{size} ranks still send after {steps} messages each")
        arriving = [sent[rank - 1] for rank in range(size)]
