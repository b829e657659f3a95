"""A line on the screen before it has colours: pieces of text, each with the name of a style."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qbank.screen.cells import cells, fitting
from qbank.screen.clean import clean

Style = Literal[
    "",  # the terminal's own foreground
    "title",  # bold: the question, headings
    "accent",  # names that lead on: ids, topics, the left bar
    "key",  # a key to press
    "chosen",  # the key that Space presses
    "hit",
    "miss",
    "unsure",
    "wrong",  # an error, a misconception
    "mark",  # what a search matched
    "code",  # formulas, code, commands
    "quiet",  # what may be skipped
]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one line. Making it cleans its text, and only spans are printed: this is the one door."""

    text: str
    style: Style = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


Part = str | tuple[str, Style] | Span
Line = tuple[Span, ...]
Lines = list[Line]


def line(*parts: Part | Line) -> Line:
    """Make a line of strings, `(string, style)` pairs, spans and other lines."""
    return tuple(span for part in parts for span in _spans(part) if span.text)


def plain(spans: Line) -> str:
    """Return the characters of a line."""
    return "".join(span.text for span in spans)


def width(spans: Line) -> int:
    """Return the columns that a line takes."""
    return sum(cells(span.text) for span in spans)


def cut(spans: Line, start: int, end: int) -> Line:
    """Return the characters from `start` to before `end`, in their styles."""
    pieces, offset = [], 0
    for span in spans:
        low, high = max(start - offset, 0), min(end - offset, len(span.text))
        if low < high:
            pieces.append(Span(span.text[low:high], span.style))
        offset += len(span.text)
    return tuple(pieces)


def shorten(spans: Line, columns: int, ellipsis: str) -> Line:
    """Return the line, cut and ended with `ellipsis` where it does not fit into `columns`."""
    if width(spans) <= columns:
        return spans
    room = max(columns - cells(ellipsis), 0)
    text = plain(spans)
    kept = text[: fitting(text, room)].rstrip()
    return line(cut(spans, 0, len(kept)), (ellipsis if room else "", "quiet"))


def _spans(part: Part | Line) -> Iterator[Span]:
    if isinstance(part, str):
        yield Span(part)
    elif isinstance(part, Span):
        yield part
    elif part and isinstance(part[0], str):
        yield Span(part[0], part[1])
    else:
        yield from part
