# reason.zh: 每次把整个数组传给下一个进程，只走一圈
# reason.en: passes whole arrays round the ring once
# caught_by: 4 ranks, even chunks
import numpy as np


def ring_all_reduce(rank, size, data):
    total, passing = data, data
    for _ in range(size - 1):
        passing = yield passing
        total = total + passing
    return total
