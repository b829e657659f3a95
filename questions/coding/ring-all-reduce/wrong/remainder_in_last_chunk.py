# reason.zh: 多出的元素都给了最后一块，消息过大
# reason.en: puts the whole remainder into the last chunk, a message too large
# caught_by: a length that the ranks do not divide
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.split(data, [len(data) // size * i for i in range(1, size)])
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
