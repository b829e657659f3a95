# reason.zh: 把收到的加到了刚发出的那一块上
# reason.en: adds what it receives to the chunk that it has just sent
# caught_by: 4 ranks, even chunks


def ring_all_reduce(rank, size, data):
    width = -(-len(data) // size)
    chunks = [slice(i * width, (i + 1) * width) for i in range(size)]
    total = data.copy()
    for step in range(size - 1):
        received = yield total[chunks[(rank - step) % size]]
        total[chunks[(rank - step) % size]] += received
    for step in range(size - 1):
        received = yield total[chunks[(rank + 1 - step) % size]]
        total[chunks[(rank - step) % size]] = received
    return total
