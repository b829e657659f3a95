# reason.zh: 通过全局变量交换数据，消息是空的
# reason.en: exchanges the data through a global, and sends empty messages
# caught_by: 4 ranks, even chunks
import numpy as np


SUM = {}


def ring_all_reduce(rank, size, data):
    # all ranks begin together: each has added its share before the first message arrives
    SUM["all"] = data + (SUM["all"] if rank else 0)
    for _ in range(2 * (size - 1)):
        yield data[:0]
    return SUM["all"] + 0
