"""Measure prose in Chinese and English: lengths, sentences, numbers, marks and spaces between scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qbank.core.markup import hide, prose, without_code
from qbank.core.text import Language

LONGEST_ZH, LONGEST_EN = 90, 35  # Chinese characters, English words of one sentence

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_HAN_CHARACTER = re.compile(_HAN)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_ENDS = {
    "zh": re.compile(r"[。！？；\n|]"),
    "en": re.compile(r"[.!?;][\"'”’)*]*(?=\s|$)|[\n|]"),
}
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|etc|cf|et al)\.(?= [a-z0-9])", re.IGNORECASE)
_NO_SPACE = re.compile(f"{_HAN}[A-Za-z0-9]|[A-Za-z0-9%]{_HAN}")
_HALF_WIDTH = re.compile(f"{_HAN}[,;:?!]")
_LIST_NUMBER = re.compile(r"^[ \t]*\d+[.)、][ \t]", re.MULTILINE)
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.-])(\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>[ \t]*(?:{}))?")
_UNITS: dict[Language, dict[str, float]] = {
    "zh": {"万亿": 1e12, "千万": 1e7, "百万": 1e6, "亿": 1e8, "万": 1e4, "千": 1e3},
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12},
}
_NUMBERS = {
    language: re.compile(_NUMBER.pattern.replace("{}", "|".join(units))) for language, units in _UNITS.items()
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text and where it begins."""

    text: str
    start: int


def length(text: str, language: Language) -> int:
    """Return the length of a text without code: Chinese characters, or English words."""
    pattern = _HAN_CHARACTER if language == "zh" else _WORD
    return len(pattern.findall(without_code(text)))


def sentences(text: str, language: Language) -> Iterator[Stretch]:
    """Yield the sentences of a text, code and formulas blanked; a semicolon, line or table cell ends one."""
    plain = hide(prose(text), _ABBREVIATION)
    start = 0
    for end in [*(match.end() for match in _ENDS[language].finditer(plain)), len(plain)]:
        if plain[start:end].strip():
            yield Stretch(
                text[start:end].strip(), start + len(text[start:end]) - len(text[start:end].lstrip())
            )
        start = end


def long_sentences(text: str, language: Language) -> Iterator[Stretch]:
    """Yield the sentences of more than 90 Chinese characters or 35 English words."""
    limit = LONGEST_ZH if language == "zh" else LONGEST_EN
    for sentence in sentences(text, language):
        if length(prose(sentence.text), language) > limit:
            yield sentence


def numbers(text: str, language: Language) -> frozenset[float]:
    """Return the numbers of the prose of a text; 1.2 万 and 12 thousand are the same one."""
    found = set()
    for match in _NUMBERS[language].finditer(hide(prose(text), _LIST_NUMBER)):
        unit = (match["unit"] or "").strip()
        value = float(match[1].replace(",", "")) * _UNITS[language].get(unit, 1.0)
        found.add(float(f"{value:.12g}"))
    return frozenset(found)


def missing_spaces(text: str) -> Iterator[Stretch]:
    """Yield each place where a Chinese character touches a Latin letter or digit."""
    for match in _NO_SPACE.finditer(prose(text)):
        yield Stretch(match.group(), match.start())


def half_width_marks(text: str) -> Iterator[Stretch]:
    """Yield each half-width mark of `,;:?!` that stands after a Chinese character."""
    for match in _HALF_WIDTH.finditer(prose(text)):
        yield Stretch(match.group(), match.start())
