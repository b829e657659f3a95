# reason.zh: 补齐到整除之后没有截回原来的长度
# reason.en: returns the padding that made the chunks even
# caught_by: a length that the ranks do not divide
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.split(np.pad(data, (0, -len(data) % size)), size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size]
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size]
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
