# reason.zh: 切分时每轮只合并一处，就重新选对
# reason.en: joins one occurrence a round and then chooses anew
# caught_by: a round joins every occurrence of its pair
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
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    symbols = [*word, END]
    while True:
        known = [pair for pair in zip(symbols, symbols[1:]) if pair in ranks]
        if not known:
            return symbols
        best = min(known, key=ranks.get)
        i = list(zip(symbols, symbols[1:])).index(best)
        symbols[i : i + 2] = [symbols[i] + symbols[i + 1]]
