# reason.zh: 除不尽时多出的元素没有求和
# reason.en: leaves the elements beyond even chunks unreduced
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
    return np.concatenate([*chunks, data[len(data) // size * size :]])
