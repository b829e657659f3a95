# reason.zh: all-gather 从编号为 rank 的块开始，而完整的是 rank + 1
# reason.en: begins the all-gather with chunk rank, while rank + 1 is the complete one
# caught_by: 4 ranks, even chunks


def ring_all_reduce(rank, size, data):
    width = -(-len(data) // size)
    chunks = [slice(i * width, (i + 1) * width) for i in range(size)]
    total = data.copy()
    for step in range(size - 1):
        received = yield total[chunks[(rank - step) % size]]
        total[chunks[(rank - step - 1) % size]] += received
    for step in range(size - 1):
        received = yield total[chunks[(rank - step) % size]]
        total[chunks[(rank - step - 1) % size]] = received
    return total
