# reason.zh: 每个词里只合并第一处
# reason.en: joins only the first occurrence in a word
# caught_by: overlapping pairs when splitting
from collections import Counter

END = "</w>"


def merge(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            return [*out, symbols[i] + symbols[i + 1], *symbols[i + 2 :]]
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
