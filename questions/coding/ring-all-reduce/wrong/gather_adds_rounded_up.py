# reason.zh: 第二阶段把收到的又加了一遍
# reason.en: adds in the second phase instead of replacing
# caught_by: 4 ranks, even chunks


def ring_all_reduce(rank, size, data):
    width = -(-len(data) // size)
    chunks = [slice(i * width, (i + 1) * width) for i in range(size)]
    total = data.copy()
    for step in range(size - 1):
        received = yield total[chunks[(rank - step) % size]]
        total[chunks[(rank - step - 1) % size]] += received
    for step in range(size - 1):
        received = yield total[chunks[(rank + 1 - step) % size]]
        total[chunks[(rank - step) % size]] += received
    return total
