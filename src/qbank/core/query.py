"""What a person who typed a query may mean: groups of tokens any of which will do, and concepts named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, Protocol

from qbank.core.concepts import Concepts
from qbank.core.text import is_cjk
from qbank.core.tokens import join, parts, runs, stem, tokens

Column = Literal["title", "joined", "sound", "body"]
WORDS: tuple[Column, ...] = ("title", "joined", "body")
SOUNDS: tuple[Column, ...] = ("sound",)

_ASKED = (  # what a question is wrapped in, the longest first
    "说说它的原理", "大模型训练中", "越详细越好", "应该怎么答", "面试官问我", "是什么意思", "大模型训练",
    "举例说明", "你的理解", "怎么回答", "是咋回事", "怎么回事", "怎么处理", "怎么解决", "这种情况",
    "解释一下", "简要介绍", "介绍一下", "简单讲讲", "为什么会", "什么时候", "手撕题", "求解答", "请简述",
    "请描述", "请说明", "的理解", "越详细", "怎么答", "咋回事", "该怎么", "该如何", "会不会", "是不是",
    "有没有", "面试官", "面试题", "请解释", "讲一下", "说一下", "能不能", "怎么办", "怎么样", "怎么做",
    "为什么", "什么是", "是什么", "什么叫", "有哪些", "有什么", "训练中", "大模型", "你好", "您好", "麻烦",
    "谢谢", "面经", "求助", "求教", "一面", "二面", "三面", "四面", "简述", "描述", "举例", "原理", "你对",
    "对此", "回答", "为啥", "咋样", "咋办", "能否", "可以", "现在", "那个", "这个", "请问", "问我", "解释",
    "介绍", "讲讲", "说说", "谈谈", "怎么", "怎样", "如何", "为何", "什么", "哪些", "不同", "区别", "有何",
    "问题", "时候", "一下", "进行", "大家", "咋",
)  # fmt: skip
_PARTICLES = str.maketrans(dict.fromkeys("的了吗呢啊吧和与及在中是有都用我你它时", " "))
_READ = 500  # characters of a query that are looked at
_LONG = 7  # characters of a query in which particles are left out
_STOP = frozenset((  # likewise in English
    "a", "about", "actually", "advance", "also", "am", "an", "and", "any", "anyone", "anything", "are",
    "as", "at", "basically", "be", "because", "been", "being", "between", "briefly", "but", "by", "can",
    "can't", "common", "could", "curious", "d", "deal", "describe", "did", "difference", "differences",
    "discuss", "do", "does", "doesn't", "doing", "don't", "done", "during", "even", "everybody", "everyone",
    "exactly", "explain", "for", "from", "get", "give", "go", "goes", "going", "gonna", "guys", "had",
    "has", "have", "hello", "hey", "hi", "hmm", "how", "i", "i'm", "if", "in", "interview", "interviewer",
    "into", "is", "isn't", "it", "it's", "its", "just", "kindly", "know", "large", "let", "let's", "like",
    "ll", "lot", "lots", "me", "mean", "means", "my", "not", "of", "ok", "okay", "on", "or", "our",
    "people", "please", "pls", "plz", "possible", "question", "quick", "quickly", "re", "really", "s",
    "said", "saying", "says", "should", "simply", "so", "some", "somebody", "someone", "something", "still",
    "t", "tell", "than", "thank", "thanks", "that", "that's", "the", "their", "them", "then", "there",
    "they", "thing", "things", "think", "this", "thx", "to", "too", "uh", "uhh", "um", "use", "used",
    "using", "ve", "versus", "very", "vs", "wanna", "want", "was", "way", "ways", "we", "went", "were",
    "what", "what's", "whats", "when", "which", "why", "will", "with", "won't", "wondering", "would", "you",
    "your",
))  # fmt: skip
_SOFT = frozenset(map(stem, ("data", "learning", "method", "model", "network", "train", "training")))
_SOFT_WEIGHT = 0.3  # of a word that half of the bank is about
_JOINED = 1.0
_PART = 0.6
_PREFIX = 0.7
_SOUNDS_LIKE = 0.75  # of a pair of characters that is only pronounced alike
_CORRECTED = 0.9
_CLEARLY = 0.85  # so near, of 1, is a known word of which another is a slip beyond doubt: one letter in seven
_PREFIXES = 12  # words that one beginning may stand for
_TYPED = 4  # letters from which a slip is looked for
_INITIALS = range(3, 9)
_END = "\0"  # of a piece of Chinese: what follows in Chinese is no neighbour


class Vocabulary(Protocol):
    """What the bank knows: enough to understand a query."""

    @property
    def concepts(self) -> Concepts:
        """What the glossary names."""
        ...

    def count(self, phrases: Sequence[str], columns: Sequence[Column]) -> int:
        """Return how many entries hold one of the phrases of tokens in one of the columns."""
        ...

    def starting(self, prefix: str, most: int) -> Sequence[str]:
        """Return the first words that start so."""
        ...

    def words(self) -> Sequence[str]:
        """Return every Latin word, in order."""
        ...

    def miss(self) -> None:
        """Take note of a word that it does not know, nor one that the word clearly is a slip of."""
        ...


@dataclass(frozen=True, slots=True)
class Term:
    """A token to look for.

    Attributes:
        weight: What finding it is worth beside the token that was typed, 0 to 1.
    """

    token: str
    weight: float = 1.0
    columns: tuple[Column, ...] = WORDS


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring groups that together name something, and all its names as phrases of tokens."""

    name: str
    forms: tuple[str, ...]
    groups: range
    columns: tuple[Column, ...] = WORDS


@dataclass(slots=True)
class Query:
    """A query understood.

    Attributes:
        groups: For each thing typed the terms that would do; the first is the thing itself.
        corrections: What was read as what.
        is_idle: Whether nothing was typed that tells much: what questions are wrapped in, or one character.
    """

    groups: list[tuple[Term, ...]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    corrections: list[tuple[str, str]] = field(default_factory=list)
    is_idle: bool = False


def understand(text: str, bank: Vocabulary) -> Query:
    """Return what `text` may mean to this bank; without groups where no word was typed."""
    typed = runs(text[:_READ])
    if not typed:
        return Query()
    return _spoken(typed, bank) or _Reader(bank, is_long=len(text) >= _LONG).read(typed)


def _spoken(typed: Sequence[str], bank: Vocabulary) -> Query | None:
    """Return what was typed as pinyin or its initials, if it was: words that the bank does not know.

    The name of something is looked for as such, all else by its sound.
    """
    words = [run.lower() for run in typed]
    if not words or not all(word.isascii() and word.isalpha() for word in words):
        return None
    if all(_is_known(word, bank) for word in words):
        return None
    from qbank.core import hearing, pinyin  # noqa: PLC0415  # late: the table, only for what is known by no other sign

    split = [pinyin.syllables(word) for word in words]
    said = [syllable for one in split if one for syllable in one]
    letters = "".join(words)
    is_begun = len(letters) in _INITIALS and not any(_is_known(word, bank) for word in words)
    names = bank.concepts.chinese
    if name := (all(split) and hearing.said(said, names)) or (is_begun and hearing.begun(letters, names)):
        return _read_as(letters, name, bank)
    if all(split) and len(said) > 1:
        sounds = [first + second for first, second in pairwise(said)]
        if sum(bank.count([sound], SOUNDS) > 0 for sound in sounds) >= len(sounds) / 2:
            return _by_sound(sounds)
    if is_begun:
        size = min(len(letters), 4)
        stretches = [letters[at : at + size] for at in range(len(letters) - size + 1)]
        if all(bank.count([one], SOUNDS) for one in stretches):
            return _by_sound(stretches)
    return None


def _read_as(typed: str, name: str, bank: Vocabulary) -> Query:
    query = _Reader(bank, is_long=False).read([name])
    query.corrections.insert(0, (typed, name))
    return query


def _by_sound(sounds: Sequence[str]) -> Query:
    return Query([(Term(sound, columns=SOUNDS),) for sound in sounds])


def _is_known(word: str, bank: Vocabulary) -> bool:
    if word in _STOP:
        return True
    known = [stem(part) for part in parts(word)]
    return " ".join(known) in bank.concepts.by_form or all(bank.count([one], WORDS) for one in known)


class _Reader:
    """Reads a query that is written in words."""

    def __init__(self, bank: Vocabulary, *, is_long: bool) -> None:
        self._bank = bank
        self._is_long = is_long
        self._query = Query()
        self._titled: dict[str, bool] = {}
        self._typed: list[str] = []  # the token of each group, _END behind a piece of Chinese
        self._places: list[int] = []  # the group of each of these

    def read(self, typed: Sequence[str]) -> Query:
        """Return what the runs of a query mean."""
        named = self._within_names(typed)
        asked = [self._heard(run) for at, run in enumerate(typed) if at in named or run.lower() not in _STOP]
        pieces = [list(self._pieces(run)) for run in asked]
        is_idle = not any(pieces)
        if is_idle:
            pieces = [[run] for run in typed]
        last = len(pieces) - 1
        is_alone = all(len(run) == 1 for piece in pieces for run in piece)
        for index, piece in enumerate(pieces):
            for run in piece:
                if is_cjk(run[0]):
                    self._chinese(run, is_alone=is_alone)
                else:
                    self._latin(run, is_last=index == last)
        self._name()
        self._query.is_idle = is_idle or self._query.is_idle
        return self._query

    def _heard(self, run: str) -> str:
        """Return a run of Chinese with names in the place of what only sounds like them."""
        if not is_cjk(run[0]):
            return run
        odd = [not self._is_titled(pair) for pair in tokens(run)]
        if len(run) == 1 or not any(odd):
            return run
        from qbank.core import hearing  # noqa: PLC0415  # late: the table, only for a pair of characters in no title

        read, slips = hearing.named(run, odd, self._bank.concepts.chinese)
        self._query.corrections += slips
        return read

    def _within_names(self, typed: Sequence[str]) -> set[int]:
        """Return which runs are part of a name of several words (`out of memory`)."""
        flat = [(token, at) for at, run in enumerate(typed) for token in tokens(run)]
        found = self._bank.concepts.within([token for token, _ in flat])
        return {at for _, start, end in found if end - start > 1 for _, at in flat[start:end]}

    def _pieces(self, run: str) -> Iterator[str]:
        """Yield what is left of a run without what questions are wrapped in; names of things stay whole."""
        if not is_cjk(run[0]):
            yield run
            return
        at = 0
        for _, start, end in self._bank.concepts.within(tokens(run)):
            yield from self._unwrapped(run[at:start])
            at = end + 1
            if len(run) == at + 1 and ord(run[at]) not in _PARTICLES:
                at += 1  # a lone character begins what is still being typed
            yield run[start:at]
        yield from self._unwrapped(run[at:])

    def _unwrapped(self, text: str) -> Iterator[str]:
        bare = text
        for phrase in _ASKED:
            bare = bare.replace(phrase, " ")
        if self._is_long:
            bare = bare.translate(_PARTICLES)
        yield from bare.split()

    def _add(self, token: str, terms: Sequence[Term]) -> None:
        self._typed.append(token)
        self._places.append(len(self._query.groups))
        self._query.groups.append(tuple(terms))

    def _chinese(self, run: str, *, is_alone: bool) -> None:
        if len(run) == 1:
            if is_alone and not self._query.groups:
                self._single(run)
            return
        self._query.is_idle = False
        for pair in tokens(run):
            terms = [Term(pair)]
            if not self._is_titled(pair):
                terms += [Term(sound, _SOUNDS_LIKE, SOUNDS) for sound in _sounds(pair)]
            self._add(pair, terms)
        self._typed.append(_END)
        self._places.append(-1)

    def _is_titled(self, pair: str) -> bool:
        """Say whether something is called so."""
        if pair not in self._titled:
            self._titled[pair] = self._bank.count([pair], ("title",)) > 0
        return self._titled[pair]

    def _single(self, character: str) -> None:
        """Look for a character where it stands alone or begins a pair."""
        self._query.is_idle = True
        pairs = self._bank.starting(character, _PREFIXES)
        self._add(character, [Term(character), *(Term(pair, _PREFIX) for pair in pairs if pair != character)])

    def _latin(self, run: str, *, is_last: bool) -> None:
        inner: Sequence[str] = parts(run)
        if len(inner) == 1:
            inner = self._bank.concepts.joined.get(stem(inner[0]), inner)
        first = len(self._query.groups)
        for index, part in enumerate(inner):
            self._word(part, is_last=is_last and index == len(inner) - 1, is_whole=len(inner) == 1)
        if len(inner) > 1:
            whole = stem("".join(inner))
            groups = range(first, len(self._query.groups))
            self._query.spans.append(Span(run, (whole,), groups))

    def _word(self, word: str, *, is_last: bool, is_whole: bool) -> None:
        self._query.is_idle = False
        token = stem(word)
        terms = [Term(token, _SOFT_WEIGHT if token in _SOFT else 1.0)]
        is_known = bool(self._bank.count([token], WORDS))
        is_begun = is_last and (token != word or not self._bank.count([token], ("title", "joined")))
        if len(word) > 2 and (is_begun or not is_known):
            terms += self._beginnings(word, token)
        read_as = token
        if not is_known and len(terms) == 1 and is_whole and token not in self._bank.concepts.words:
            terms += self._corrected(word, token)
            read_as = terms[-1].token if len(terms) == 1 else terms[1].token
        self._before(token)
        self._add(read_as, terms)

    def _beginnings(self, word: str, token: str) -> list[Term]:
        found = self._bank.starting(word, _PREFIXES)
        return [Term(one, _PREFIX) for one in found if one != token]

    def _before(self, token: str) -> None:
        """Note that this word and the one before it may be one word (`drop out`)."""
        if self._typed and self._typed[-1] != _END and not is_cjk(self._typed[-1][0]):
            here = len(self._query.groups)
            together = join(self._typed[-1], token)
            self._query.spans.append(Span(together, (together,), range(here - 1, here + 1)))

    def _corrected(self, word: str, token: str) -> list[Term]:
        """Return the known words that `word` may be a slip of."""
        if len(word) < _TYPED or not word.isalpha():
            self._bank.miss()
            return []
        from qbank.core.slips import nearest  # noqa: PLC0415  # late: rapidfuzz, only for a word that nothing knows

        found = nearest(token, {*self._bank.words(), *self._bank.concepts.words})
        if not found or found[0][1] < _CLEARLY:
            self._bank.miss()
        if found:
            self._query.corrections.append((word, found[0][0]))
        return [Term(one, share * _CORRECTED) for one, share in found]

    def _name(self) -> None:
        """Find the concepts that the tokens name, once spelling is corrected."""
        tokens_, places = self._dense()
        for concept, start, end in self._bank.concepts.within(tokens_):
            groups = [places[at] for at in range(start, end) if places[at] >= 0]
            if groups:
                span = Span(concept.name, concept.forms, range(groups[0], groups[-1] + 1), ("title", "body"))
                self._query.spans.append(span)

    def _dense(self) -> tuple[list[str], list[int]]:
        """Return the tokens without the marks behind Chinese, where Latin follows."""
        following = [*self._typed[1:], ""]
        kept = [
            at
            for at, (token, after) in enumerate(zip(self._typed, following, strict=True))
            if token != _END or (after and is_cjk(after[0]))
        ]
        return [self._typed[at] for at in kept], [self._places[at] for at in kept]


def _sounds(pair: str) -> tuple[str, ...]:
    from qbank.core import pinyin  # noqa: PLC0415  # late: the table, only for a pair of characters in no title

    return pinyin.pairs(pair)[0]
