import numpy as np


def ring_all_reduce(rank, size, data):
    n = len(data)
    width = (n + size - 1) // size
    buf = np.zeros((size, width))
    buf.reshape(-1)[:n] = data
    # shifted schedule: rank r ends up with chunk r
    index = (rank - 1) % size
    for _ in range(size - 1):
        got = yield buf[index]
        index = (index - 1) % size
        buf[index] += got
    for _ in range(size - 1):
        got = yield buf[index]
        index = (index - 1) % size
        buf[index] = got
    return buf.reshape(-1)[:n]
