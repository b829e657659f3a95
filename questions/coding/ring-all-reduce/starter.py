import numpy as np


def ring_all_reduce(rank, size, data):
    """环形 all-reduce 里一个进程的程序（生成器）。The program of one rank of a ring all-reduce (a generator).

    received = yield message：把 message 发给下一个进程，得到上一个进程发来的数组
                              sends message to the next rank and gives the array from the previous one
    data: (L,)
    返回 returns: (L,)，各进程 data 之和 the sum over all ranks (by `return`)
    """
    raise NotImplementedError
    yield
