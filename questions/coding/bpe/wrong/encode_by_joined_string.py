# reason.zh: 切分时按拼成的字符串查排名，不看是哪一对
# reason.en: looks up the joined string when splitting, not the pair
# caught_by: pairs count, not the strings they make
from collections import Counter

END = "</w>"


def merge(symbols, pair):
    """Join every occurrence of the pair, from the left, without overlap."""
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
                # a pair counts once for every occurrence of its word
                pairs[pair] += count
        if not pairs:
            break
        # the most frequent; in a tie the smaller pair
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge(symbols, best) for word, symbols in split.items()}
    return merges


def encode_bpe(word, merges):
    ranks = {left + right: rank for rank, (left, right) in reversed(list(enumerate(merges)))}
    symbols = [*word, END]
    while True:
        known = [pair for pair in zip(symbols, symbols[1:]) if "".join(pair) in ranks]
        if not known:
            return symbols
        symbols = merge(symbols, min(known, key=lambda pair: ranks["".join(pair)]))
