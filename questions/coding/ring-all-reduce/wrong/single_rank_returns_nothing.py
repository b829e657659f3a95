# reason.zh: 只有一个进程时什么也没返回
# reason.en: returns nothing when it is the only rank
# caught_by: a single rank
import numpy as np


def ring_all_reduce(rank, size, data):
    if size == 1:
        return None
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
