# reason.zh: 只有一个块是总和，其余返回了自己的数据
# reason.en: returns its own data but for the chunk it has reduced
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
    kept = np.array_split(data, size)
    kept[(rank + 1) % size] = chunks[(rank + 1) % size]
    return np.concatenate(kept)
