# reason.zh: 合并后只前进一格，同一个符号用了两次
# reason.en: moves on by one after a merge and uses a symbol twice
# caught_by: overlapping pairs when splitting
from collections import Counter

END = "</w>"


def merge(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 1
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
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge(symbols, best) for word, symbols in split.items()}
    return merges


def encode_bpe(word, merges):
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    symbols = [*word, END]
    for pair in sorted(ranks, key=ranks.get):
        symbols = merge(symbols, pair)
    return symbols
