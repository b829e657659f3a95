# reason.zh: reduce-scatter 每一步发的都是自己的原始数据，而不是累加到此的部分和
# reason.en: sends its own data at every step of the reduce-scatter instead of the partial sum so far
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    own = list(chunks)
    for step in range(size - 1):
        received = yield own[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
