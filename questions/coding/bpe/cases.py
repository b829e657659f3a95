"""Cases of bpe; the oracle keeps words as tuples of cut positions, not lists of symbols."""

from comparing import case

ENTRY = "train_bpe"
END = "</w>"


def cases(rng):
    def words(letters, number, longest):
        drawn = {}
        while len(drawn) < number:
            word = "".join(rng.choice(list(letters), size=rng.integers(1, longest + 1)).tolist())
            drawn[word] = int(rng.integers(1, 10))
        return drawn

    def learned(letters, number, longest, merges):
        return _learn(words(letters, number, longest), merges)

    def word(letters, length):
        return "".join(rng.choice(list(letters), size=length).tolist())

    corpus = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
    return [
        case("论文的小例子", "the example of the paper", words=corpus, num_merges=10),
        case("并列时取较小的一对", "ties go to the smaller pair", words={"cd": 2, "ab": 2, "ba": 2}, num_merges=4),
        case("aaaa 里有重叠的对", "overlapping pairs in aaaa",
             words={"aaaa": 3, "aaaaa": 2, "ab": 12}, num_merges=4),
        case("按词频加权", "counts are weighted by word frequency",
             words={"xy": 8, "abab": 4, "ab": 1}, num_merges=2),
        case("可合并的对用完了", "no pair is left", words={"ab": 1, "c": 1}, num_merges=10),
        case("随机的词，两个字母", "random words of two letters", words=words("ab", 12, 8), num_merges=12),
        case("随机的词，五个字母", "random words of five letters", words=words("abcde", 30, 8), num_merges=40),
        case("切分没见过的词 lowest", "splitting the unseen word lowest",
             call="encode_bpe", word="lowest", merges=_learn(corpus, 10)),
        case("先学到的合并优先", "the merge learned first goes first",
             call="encode_bpe", word="abcab", merges=[("b", "c"), ("a", "b"), ("c", "a")]),
        case("切分时有重叠的对", "overlapping pairs when splitting",
             call="encode_bpe", word="aaaaaaa", merges=[("a", "a"), ("aa", "aa")]),
        case("后面的合并使前面的可用", "a later merge enables an earlier one",
             call="encode_bpe", word="abcd", merges=[("abc", "d"), ("a", "b"), ("ab", "c"), ("d", END)]),
        case("一轮里合并这一对的每一处", "a round joins every occurrence of its pair",
             call="encode_bpe", word="ababc", merges=[("ab", "a"), ("a", "b"), ("ab", "c")]),
        case("看的是一对，不是拼成的字符串", "pairs count, not the strings they make",
             call="encode_bpe", word="abcdbc", merges=[("a", "bc"), ("a", "b"), ("b", "c")]),
        case("没见过的字符保持单个", "unseen characters stay single",
             call="encode_bpe", word="aéb中ab", merges=[("a", "b"), ("ab", END)]),
        case("切分空串", "splitting the empty string", call="encode_bpe", word="", merges=[("a", END)]),
        case("切分随机的词", "splitting a random word",
             call="encode_bpe", word=word("abc", 40), merges=learned("abc", 40, 9, 40)),
    ]


def _spans(text, cuts):
    return [text[start:end] for start, end in zip(cuts, cuts[1:])]


def _join(text, cuts, pair):
    """Remove the cut inside each occurrence of the pair; the end mark is one symbol of the text."""
    kept, last = [cuts[0]], None
    for left, middle, right in zip(cuts, cuts[1:], cuts[2:]):
        if left != last and (text[left:middle], text[middle:right]) == pair:
            last = middle
        else:
            kept.append(middle)
    return (*kept, cuts[-1])


def _start(word):
    return word + END, (*range(len(word) + 1), len(word) + len(END))


def _learn(words, merges):
    held = [(*_start(word), count) for word, count in words.items()]
    learned = []
    for _ in range(merges):
        spans = [(_spans(text, cuts), count) for text, cuts, count in held]
        pairs = [(pair, count) for parts, count in spans for pair in zip(parts, parts[1:])]
        total = {pair: 0 for pair, _ in pairs}
        for pair, count in pairs:
            total[pair] += count
        if not total:
            break
        best = sorted(total.items(), key=lambda item: (-item[1], item[0]))[0][0]
        learned.append(best)
        held = [(text, _join(text, cuts, best), count) for text, cuts, count in held]
    return learned


def oracle(case):
    if case.call == "train_bpe":
        return _learn(case.args["words"], case.args["num_merges"])
    merges = case.args["merges"]
    text, cuts = _start(case.args["word"])
    while True:
        parts = _spans(text, cuts)
        ranks = [merges.index(pair) for pair in zip(parts, parts[1:]) if pair in merges]
        if not ranks:
            return parts
        cuts = _join(text, cuts, merges[min(ranks)])
