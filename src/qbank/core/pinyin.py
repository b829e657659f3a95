"""Pinyin without tones: how characters are read, and which syllables a person typed in Latin letters."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

from qbank.core.pinyin_table import OTHER, USUAL

_LONGEST = 6  # letters of a syllable (zhuang)
_ENTRY = re.compile(r"([a-z]+)([^a-z]+)")


def readings(character: str) -> tuple[str, ...]:
    """Return how a character may be read, the usual way first; nothing for one that is not known."""
    return _readings().get(character, ())


def pairs(run: str) -> list[tuple[str, ...]]:
    """Return for each two neighbouring characters of a run how they may be read, each pair as one word."""
    return [
        tuple("".join(pair) for pair in product(readings(first), readings(second)))
        for first, second in pairwise(run)
    ]


def initials(run: str, lengths: tuple[int, ...] = (3, 4)) -> list[str]:
    """Return the first letters of every stretch of so many characters, by their usual reading."""
    letters = "".join((readings(character) or ("?",))[0][0] for character in run)
    found = [letters[at : at + size] for size in lengths for at in range(len(letters) - size + 1)]
    return [one for one in found if "?" not in one]


def syllables(word: str) -> tuple[str, ...] | None:
    """Split Latin letters into as few syllables as can be; None where they are no pinyin."""
    return _split(word) if word.isalpha() and word.isascii() else None


def _split(word: str) -> tuple[str, ...] | None:
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        options = list(_endings(word, end, best))
        best.append(min(options, key=len) if options else None)
    return best[-1]


def _endings(word: str, end: int, best: list[tuple[str, ...] | None]) -> Iterator[tuple[str, ...]]:
    for start in range(max(0, end - _LONGEST), end):
        before = best[start]
        if before is not None and word[start:end] in _syllables():
            yield (*before, word[start:end])


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for syllable, characters in (*_ENTRY.findall(USUAL), *_ENTRY.findall(OTHER)):
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for table in (USUAL, OTHER) for syllable, _ in _ENTRY.findall(table))
