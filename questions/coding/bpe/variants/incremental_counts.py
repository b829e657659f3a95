def neighbours(s):
    return [(s[i], s[i + 1]) for i in range(len(s) - 1)]


def apply(s, pair):
    s, i = list(s), 0
    while i < len(s) - 1:
        if s[i] == pair[0] and s[i + 1] == pair[1]:
            s[i : i + 2] = [pair[0] + pair[1]]
        i += 1
    return s


def train_bpe(words, num_merges):
    corpus = [[list(w) + ["</w>"], n] for w, n in words.items()]
    counts, where = {}, {}
    for k, (s, n) in enumerate(corpus):
        for p in neighbours(s):
            counts[p] = counts.get(p, 0) + n
            where.setdefault(p, set()).add(k)
    merges = []
    while len(merges) < num_merges:
        alive = [(-n, p) for p, n in counts.items() if n > 0]
        if not alive:
            return merges
        _, pair = min(alive)
        merges.append(pair)
        for k in list(where[pair]):
            s, n = corpus[k]
            new = apply(s, pair)
            for p in neighbours(s):
                counts[p] -= n
            for p in neighbours(new):
                counts[p] = counts.get(p, 0) + n
                where.setdefault(p, set()).add(k)
            corpus[k][0] = new
    return merges


def encode_bpe(word, merges):
    rank = {tuple(p): i for i, p in reversed(list(enumerate(merges)))}
    s = list(word) + ["</w>"]
    while len(s) > 1:
        best = min((rank.get(p, len(merges)), p) for p in neighbours(s))
        if best[0] == len(merges):
            break
        s = apply(s, best[1])
    return s
