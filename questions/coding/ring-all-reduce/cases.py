"""Cases of ring-all-reduce; the oracle adds up element by element, the driver measures the messages."""

import math

import numpy as np
from comparing import Difference, case, compare

ENTRY = "ring_all_reduce"


def cases(rng):
    def data(size, length):
        return {"data": rng.normal(size=(size, length)) * 10}

    # integers, exact in float64 whatever the order of the sum, but not in float32
    cancelling = rng.integers(-50, 51, size=(4, 9)) + 2.0**27 * np.array([[1], [-3], [2], [0]])
    return [
        case("4 个进程，长度整除", "4 ranks, even chunks", **data(4, 8)),
        case("长度除不尽", "a length that the ranks do not divide", **data(4, 11)),
        case("元素比进程少", "fewer elements than ranks", **data(5, 3)),
        case("2 个进程", "2 ranks", **data(2, 5)),
        case("3 个进程，一个元素", "3 ranks, one element", **data(3, 1)),
        case("7 个进程", "7 ranks", **data(7, 30)),
        case("数值大而相互抵消", "large values that cancel", data=cancelling),
        case("只有 1 个进程", "a single rank", **data(1, 4)),
    ]


def oracle(case):
    data = case.args["data"]
    size, length = data.shape
    total = np.array([math.fsum(data[:, i]) for i in range(length)])
    return {"results": [total] * size, "steps": 2 * (size - 1), "largest": -(-length // size), "deaf": False}


def check(case, got, want):
    found = compare(got["results"], want["results"], at="results")
    if found:
        return found
    if got["deaf"]:
        return Difference(
            "收到的消息全换成 0 也得到总和：数据没有经由消息交换",
            "the sum comes out even if all messages arrive as zeros: the data did not travel in them",
        )
    if got["steps"] != want["steps"]:
        return Difference(
            f"每个进程发了 {got['steps']} 次，应为 2·(P − 1) = {want['steps']} 次",
            f"each rank sent {got['steps']} messages, expected 2·(P − 1) = {want['steps']}",
        )
    limit = want["largest"] if want["steps"] else 0
    if got["largest"] > limit:
        return Difference(
            f"最大的一条消息有 {got['largest']} 个元素，至多应为 ⌈L / P⌉ = {limit} 个",
            f"the largest message has {got['largest']} elements, at most ⌈L / P⌉ = {limit} are allowed",
        )
    return None
