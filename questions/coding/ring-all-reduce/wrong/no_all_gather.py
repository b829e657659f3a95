# reason.zh: 只做了 reduce-scatter，没有 all-gather
# reason.en: stops after the reduce-scatter
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    return np.concatenate(chunks)
