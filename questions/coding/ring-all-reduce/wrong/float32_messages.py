# reason.zh: 消息转成 float32
# reason.en: sends float32
# caught_by: large values that cancel
import numpy as np


def ring_all_reduce(rank, size, data):
    # one chunk a rank; lengths differ by at most 1 where size does not divide the whole
    chunks = np.array_split(data, size)
    # reduce-scatter: each partial sum travels round the ring and collects every rank's share
    for step in range(size - 1):
        received = yield chunks[(rank - step) % size].astype(np.float32)
        here = (rank - step - 1) % size
        # a new array: the chunks are still views of data, which is not ours to change
        chunks[here] = chunks[here] + received
    # chunk rank + 1 is complete here; all-gather: complete chunks travel round and replace the partial ones
    for step in range(size - 1):
        received = yield chunks[(rank + 1 - step) % size].astype(np.float32)
        chunks[(rank - step) % size] = received
    return np.concatenate(chunks)
