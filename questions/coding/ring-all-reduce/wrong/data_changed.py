# reason.zh: 在传入的 data 上原地相加
# reason.en: adds into the given data
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] += received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
