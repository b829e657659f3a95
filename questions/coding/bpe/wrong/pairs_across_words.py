# reason.zh: 把词连成一串，跨词的对也计数
# reason.en: runs the words together and counts pairs across them
# caught_by: ties go to the smaller pair
from collections import Counter

END = "</w>"


def merge(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


def train_bpe(words, num_merges):
    split = {word: [*word, END] for word in words}
    merges = []
    while len(merges) < num_merges:
        pairs = Counter()
        for word, count in words.items():
            for pair in zip(split[word], split[word][1:]):
                pairs[pair] += count
        for left, right in zip([*split], [*split][1:]):
            pairs[split[left][-1], split[right][0]] += words[left]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge(symbols, best) for word, symbols in split.items()}
    return merges


def encode_bpe(word, merges):
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    symbols = [*word, END]
    while True:
        known = [pair for pair in zip(symbols, symbols[1:]) if pair in ranks]
        if not known:
            return symbols
        symbols = merge(symbols, min(known, key=ranks.get))
