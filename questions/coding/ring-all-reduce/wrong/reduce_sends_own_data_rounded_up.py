# reason.zh: reduce-scatter 每一步发的都是自己的原始数据，而不是累加到此的部分和
# reason.en: sends its own data at every step of the reduce-scatter instead of the partial sum so far
# caught_by: 4 ranks, even chunks


def ring_all_reduce(rank, size, data):
    width = -(-len(data) // size)
    chunks = [slice(i * width, (i + 1) * width) for i in range(size)]
    total = data.copy()
    for step in range(size - 1):
        received = yield data[chunks[(rank - step) % size]]
        total[chunks[(rank - step - 1) % size]] += received
    for step in range(size - 1):
        received = yield total[chunks[(rank + 1 - step) % size]]
        total[chunks[(rank - step) % size]] = received
    return total
