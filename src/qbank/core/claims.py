"""What a stretch of text claims: its content words with the directions and negations that bear on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qbank.core.clauses import segments
from qbank.core.directions import DIRECTIONS, FILLER_HAN, GLUE_HAN, GLUE_LATIN, NOT_HAN, NOT_LATIN, VOID

_TAIL = re.compile(
    r"(?:ational|isation|ization|ations?|ising|izing|i[sz]e[sd]?|ingly|edly|ings?|ness|ments?|i?ty|ies|ied|ed|es"
    r"|ly|s|ers?|e)$"
)
_VOID = re.compile(VOID)
_NOT_ENDS = frozenset("时的")
_LATIN_WORD = r"[a-z]+(?:'[a-z]+)?\d*|\d+(?:\.\d+)?%?"


def _table() -> tuple[dict[str, str], dict[str, str], list[tuple[str, str]], dict[str, str]]:
    """Return opposites, Chinese words, Latin word starts and whole Latin words of the directions."""
    opposite, han, starts, words = {}, {}, [], {}
    for names, listed in DIRECTIONS.items():
        name, other = names.split("/")
        opposite[name] = other
        for word in listed.split():
            if not word.isascii():
                han[word] = name
            elif word.endswith("*"):
                starts.append((word[:-1], name))
            else:
                words[word] = name
    return opposite, han, sorted(starts, key=lambda item: -len(item[0])), words


_OPPOSITE, _HAN, _STARTS, _WORDS = _table()
_WAYS = "|".join(sorted(_HAN, key=len, reverse=True))
_TOKEN = re.compile(f"(?P<way>{_WAYS})|(?P<no>{NOT_HAN})|(?P<latin>{_LATIN_WORD})|(?P<han>[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Token:
    """One content word (or pair of Chinese characters) as it stands in a segment.

    Attributes:
        key: What it says; directions are `<name>`.
        start: Where it stands in the segment.
        weight: How much it counts when two texts are compared.
        negated: Whether a negation stands before it in its segment.
    """

    key: str
    start: int
    weight: float
    negated: bool = False

    @property
    def is_direction(self) -> bool:
        """Say whether it is a direction such as more or fewer."""
        return self.key[0] == "<"

    @property
    def mark(self) -> str:
        """Return the key with its negation; a negated direction is its opposite."""
        if not self.negated:
            return self.key
        return f"<{_OPPOSITE[self.key[1:-1]]}>" if self.is_direction else f"!{self.key}"


def opposite(mark: str) -> str:
    """Return the mark of the contrary direction, "" for a mark that is no direction."""
    return f"<{_OPPOSITE[mark[1:-1]]}>" if mark.startswith("<") else ""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a Latin word without its common endings: enough to tell quantised from quantisation no more."""
    for _ in range(2):
        found = _TAIL.search(word) if len(word) > 3 else None
        if not found or found.start() < 3:
            break
        word = word[: found.start()]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@lru_cache(maxsize=16384)
def _latin(word: str) -> str:
    """Return the direction of a Latin word, its stem, or "" for one that only joins others."""
    name = _WORDS.get(word)
    if not name:
        name = next((name for start, name in _STARTS if word.startswith(start)), None)
    if name:
        return f"<{name}>"
    return "" if word in GLUE_LATIN or word in ("and", "or") else stem(word.removesuffix("'s"))


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a clause within which a negation or a direction bears on the words.

    Attributes:
        start: Where it begins in the clause's form; likewise `end`.
        tokens: Its content words in order.
        turns: Where in the clause's form a negation begins or stops to bear on what follows.
        is_void: Whether its predicate denies the whole, as "is useless" does.
        marks: The marks of its words.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    marks: frozenset[str]
    turns: tuple[int, ...]
    is_void: bool

    def denies(self, position: int) -> bool:
        """Say whether what stands at a position of the clause is denied."""
        return self.is_void != (sum(1 for turn in self.turns if turn < position) % 2 == 1)

    def directions(self) -> set[str]:
        """Return the directions it states."""
        return {mark for mark in self.marks if opposite(mark)}


def read(start: int, segment: str) -> Segment:
    """Read one segment of a comparable form that begins at `start`."""
    found: list[Token] = []
    turns: list[int] = []
    void = _VOID.search(segment)
    stop = start + (void.start() if void else len(segment))
    han, han_end = "", -1
    for match in _TOKEN.finditer(segment):
        kind, text, place = match.lastgroup, match.group(), start + match.start()
        negated = (len(turns) % 2 == 1) != bool(void)
        if place >= stop:
            break
        if kind == "han":
            if text in _NOT_ENDS and len(turns) % 2:
                turns.append(place)
            if text in FILLER_HAN:
                continue
            if place == han_end:
                found.append(Token(han + text, place - 1, 0.5, negated))
            han, han_end = text, place + 1
        elif kind == "way":
            found.append(Token(f"<{_HAN[text]}>", place, 1.2, negated))
        elif kind == "no" or text in NOT_LATIN:
            turns.append(place)
        else:
            key = _latin(text)
            if key:
                found.append(Token(key, place, 1.2 if key[0] == "<" else 1.0, negated))
    spoken = frozenset(token.mark for token in found)
    return Segment(start, start + len(segment), tuple(found), spoken, tuple(turns), bool(void))


def claims(form: str) -> list[Segment]:
    """Return what a clause's form claims, segment by segment."""
    return [read(start, segment) for start, segment in segments(form)]


def marks(form: str) -> frozenset[str]:
    """Return the marks of all content words of a form."""
    return frozenset(mark for segment in claims(form) for mark in segment.marks)


def glue(form: str) -> int:
    """Count the words that make a sentence of a list: those that join, point, deny or give a direction."""
    count = sum(1 for character in form if character in GLUE_HAN)
    for match in re.finditer(_LATIN_WORD, form):
        count += match.group() in GLUE_LATIN
    return count


def pairs(segment: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """Yield ordered pairs of neighbouring marks with their weight: who does what to whom."""
    for index, token in enumerate(segment):
        for later in segment[index + 1 : index + 4]:
            yield f"{token.mark} {later.mark}", 0.5 * token.weight * later.weight
