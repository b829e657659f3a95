# reason.zh: 先传部分和再传总和，每次都是整个数组
# reason.en: sends the whole array at each step of both phases
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield np.concatenate(chunks)
        received = np.array_split(received, size)[(rank - step - 1) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield np.concatenate(chunks)
        received = np.array_split(received, size)[(rank - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
