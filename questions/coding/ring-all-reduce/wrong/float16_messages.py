# reason.zh: 消息压成 float16，精度不够
# reason.en: sends messages in float16
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    chunks = np.array_split(data, size)
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size].astype(np.float16)
        here = (rank - step - 1) % size
        chunks[here] = chunks[here] + received
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size].astype(np.float16)
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
