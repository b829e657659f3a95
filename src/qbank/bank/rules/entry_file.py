"""An entry or a problem beside its file: its texts with their places, and the line of each place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from qbank.core.entry import Entry
from qbank.core.problem import Problem
from qbank.core.text import LANGUAGES, Language, is_cjk
from qbank.errors import Message

Place = tuple[str | int, ...]
Part = Literal[
    "question",
    "short",
    "answer",
    "aliases",
    "point",
    "point aliases",
    "mistake",
    "why",
    "follow-up",
    "follow-up answer",
    "title",
    "statement",
    "notes",
    "hint",
    "explanation",
    "equivalent",
]


_TEXTS: Mapping[str, Part] = {
    "question": "question",
    "short": "short",
    "answer": "answer",
    "title": "title",
    "statement": "statement",
    "spec_notes": "notes",
    "explain": "explanation",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule finds.

    Attributes:
        place: Of the entry.
        at: How many characters into the text it is.
        beside: The file of a problem's folder in which it is instead, by name, with the line.
    """

    place: Place
    message: Message
    at: int | None = None
    beside: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of an entry."""

    part: Part
    place: Place
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class EntryFile:
    """An entry, or a problem, as it stands in its file.

    Attributes:
        plain: The fields as loaded.
        lines: The line of every key and of every item of a list, from 1.
        entry: The problem as an entry, where it is one.
        problem: The problem; None for an entry.
        code: Every Python file of the problem's folder, by name.
    """

    file: Path
    plain: Mapping[str, Any]
    lines: Mapping[Place, int]
    entry: Entry
    problem: Problem | None = None
    code: Mapping[str, bytes] = field(default_factory=dict)

    def line(self, place: Place, at: int | None = None) -> int:
        """Return the line of `place`, or of the nearest thing around it; with `at`, of that character."""
        while place and place not in self.lines:
            place = place[:-1]
        line = self.lines.get(place, 1)
        value: Any = self.plain
        for part in place if at is not None else ():
            value = value[part]
        if at is not None and isinstance(value, str) and "\n" in value:
            line += 1 + value.count("\n", 0, at)  # a literal block begins below its key
        return line

    def passages(self, *parts: Part) -> Iterator[Passage]:
        """Yield the texts of these parts, of all parts where none is named, without the empty ones."""
        for passage in _all_passages(self.plain):
            if passage.text and (not parts or passage.part in parts):
                yield passage


def _all_passages(plain: Mapping[str, Any]) -> Iterator[Passage]:
    for name, part in _TEXTS.items():
        yield from _both(part, (name,), plain.get(name))
    for language in LANGUAGES:
        for index, text in enumerate((plain.get("aliases") or {}).get(language) or ()):
            yield Passage("aliases", ("aliases", language, index), language, text)
    for index, point in enumerate(plain.get("key_points") or ()):
        yield from _both("point", ("key_points", index), point)
        for number, text in enumerate(point.get("aliases") or ()):
            place = ("key_points", index, "aliases", number)
            yield Passage("point aliases", place, "zh" if any(map(is_cjk, text)) else "en", text)
    for index, mistake in enumerate(plain.get("mistakes") or ()):
        yield from _both("mistake", ("mistakes", index), mistake)
        yield from _both("why", ("mistakes", index, "why"), mistake.get("why"))
    for index, follow_up in enumerate(plain.get("follow_ups") or ()):
        yield from _both("follow-up", ("follow_ups", index, "q"), follow_up.get("q"))
        yield from _both("follow-up answer", ("follow_ups", index, "a"), follow_up.get("a"))
    for index, hint in enumerate(plain.get("hints") or ()):
        yield from _both("hint", ("hints", index), hint)
    for index, mutant in enumerate(plain.get("equivalent") or ()):
        yield from _both("equivalent", ("equivalent", index), mutant)


def _both(part: Part, place: Place, text: Mapping[str, Any] | None) -> Iterator[Passage]:
    for language in LANGUAGES:
        yield Passage(part, (*place, language), language, (text or {}).get(language) or "")
