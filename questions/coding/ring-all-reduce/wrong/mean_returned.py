# reason.zh: 返回了平均值而不是总和
# reason.en: returns the mean instead of the sum
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks) / size
