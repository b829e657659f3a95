# reason.zh: 除不尽时丢掉了多出的元素
# reason.en: drops the elements that the ranks do not divide
# caught_by: a length that the ranks do not divide
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data[: len(data) // size * size], size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
