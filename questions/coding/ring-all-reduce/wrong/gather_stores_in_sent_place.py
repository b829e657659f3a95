# reason.zh: all-gather 从编号为 rank 的块开始发，收到的又存到了自己刚发出的那一块，错了一块
# reason.en: begins the all-gather with chunk rank, and stores what it receives in the place of the chunk it has just sent, one off
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
