# reason.zh: 合并之后没有更新各词的切分，计数一直是字符对
# reason.en: never updates the splits, so that it goes on counting pairs of characters
# caught_by: the example of the paper
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
            split[word] = [*word, END]
            for pair in zip(split[word], split[word][1:]):
                pairs[pair] += count
        for pair in merges:
            pairs.pop(pair, None)
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
