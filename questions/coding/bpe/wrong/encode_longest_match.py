# reason.zh: 切分时取词表里最长的匹配
# reason.en: splits by the longest match in the vocabulary
# caught_by: the merge learned first goes first
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
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge(symbols, best) for word, symbols in split.items()}
    return merges


def encode_bpe(word, merges):
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    symbols = [*word, END]
    known, out, i = {a + b for a, b in ranks}, [], 0
    while i < len(symbols):
        for j in range(len(symbols), i, -1):
            if j == i + 1 or "".join(symbols[i:j]) in known:
                out.append("".join(symbols[i:j]))
                i = j
                break
    return out
