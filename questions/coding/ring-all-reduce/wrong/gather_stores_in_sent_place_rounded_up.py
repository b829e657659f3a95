# reason.zh: all-gather 从编号为 rank 的块开始发，收到的又存到了自己刚发出的那一块，错了一块
# reason.en: begins the all-gather with chunk rank, and stores what it receives in the place of the chunk it has just sent, one off
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
        total[chunks[(rank - step) % size]] = received
    return total
