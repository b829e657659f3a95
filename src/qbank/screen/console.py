"""The screen a command draws on: how wide, in which language, with which signs, in colour or not."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, Protocol, Self, TextIO

from qbank.core.text import LANGUAGES, Language, Text
from qbank.errors import Message
from qbank.screen.glyphs import Glyphs, glyphs_for
from qbank.screen.spans import Line, line, plain
from qbank.screen.words import say, translate
from qbank.screen.wrap import wrap_line

Show = Literal["zh", "en", "both"]
Colour = Literal["auto", "always", "never"]

PROSE = 88  # columns beyond which a line is hard to read
NARROWEST = 20


class Pen(Protocol):
    """Turns a line into the text that a terminal gets."""

    def paint(self, spans: Line) -> str:
        """Return the line as text, without an end of line."""
        ...


class PlainPen:
    """Writes the characters and nothing else."""

    def paint(self, spans: Line) -> str:
        """Return the characters of the line, without white space at its end."""
        return plain(spans).rstrip()


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command draws.

    Attributes:
        stream: Where the text goes, usually standard output.
        language: Of the interface.
        show: The languages of the content; None is the default: questions in both, answers in `language`.
        is_terminal: Whether the stream is one; else commands write tab-separated records (`plain.py`).
        is_interactive: Whether a person sits there: both the stream and standard input are terminals.
        is_plain: Nothing drawn, no colour, no cursor movement; answers are typed through `input()`.
        is_coloured: Whether escape sequences for colour may be written.
        fixed_columns: The width where it was given; None asks the terminal each time, so a resize is noticed.
        fixed_rows: Likewise the height.
    """

    stream: TextIO
    language: Language
    show: Show | None
    is_terminal: bool
    is_interactive: bool
    is_plain: bool
    is_coloured: bool
    glyphs: Glyphs
    pen: Pen
    fixed_columns: int | None = None
    fixed_rows: int | None = None

    def can_show(self, text: str) -> bool:
        """Say whether every character of `text` can be drawn; where signs are ASCII, so must be the rest."""
        if self.glyphs.ellipsis.isascii() and not text.isascii():
            return False
        try:
            text.encode(self.stream.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    @property
    def columns(self) -> int:
        """Return the columns of the terminal; 80 where there is none."""
        return max(self.fixed_columns or _size(self.stream)[0], NARROWEST)

    @property
    def width(self) -> int:
        """Return the columns that prose may take: those of the terminal, at most 88."""
        return min(self.columns, PROSE)

    @property
    def rows(self) -> int:
        """Return the rows of the terminal; 24 where there is none."""
        return self.fixed_rows or _size(self.stream)[1]

    @property
    def question_languages(self) -> tuple[Language, ...]:
        """Return the languages in which a question is shown, the main one first."""
        if self.show in ("zh", "en"):
            return (self.show,)
        return (self.language, *(other for other in LANGUAGES if other != self.language))

    @property
    def answer_languages(self) -> tuple[Language, ...]:
        """Return the languages in which a whole answer is shown."""
        return self.question_languages if self.show else (self.language,)

    @property
    def content_language(self) -> Language:
        """Return the one language for what is shown only once: short answers, key points."""
        return self.question_languages[0]

    def switched(self) -> Self:
        """Return the screen with its content in the other language; after that as it is by default again."""
        if self.content_language != self.language:
            return replace(self, show=None)
        return replace(self, show=next(other for other in LANGUAGES if other != self.language))

    def word(self, template: str, /, **values: object) -> str:
        """Return a phrase in the language of the interface; `template` is the English one, a literal."""
        return say(template, self.language, **values)

    def message(self, message: Message) -> str:
        """Return a message in the language of the interface."""
        return translate(message, self.language)

    def content(self, text: Text) -> str:
        """Return what is shown only once of a text: in the content's language where it has it."""
        return text.best(self.content_language)

    def say(self, template: str, /, **values: object) -> None:
        """Print a translated sentence, wrapped; `template` is the English one, a literal."""
        self.tell(Message(template, values))

    def tell(self, message: Message) -> None:
        """Print a message in the language of the interface; wrapped on a terminal, else one line."""
        spoken = line(self.message(message))
        self.put(wrap_line(spoken, self.width) if self.stream.isatty() else [spoken])

    def put(self, lines: Iterable[Line]) -> None:
        """Print lines as they are; views have fitted them to the width."""
        self.stream.write(self.paint(lines))
        self.stream.flush()

    def paint(self, lines: Iterable[Line]) -> str:
        """Return lines as text, with colours where the screen has them."""
        return "".join(self.pen.paint(spans) + "\n" for spans in lines)


def make(  # noqa: PLR0913  # each is one setting of the person's
    *,
    language: Language = "en",
    show: Show | None = None,
    color: Colour = "auto",
    plain: bool = False,
    dumb: bool = False,
    columns: int | None = None,
    stream: TextIO | None = None,
) -> Screen:
    """Make the screen of one run.

    Args:
        language: Of the interface.
        show: The languages of the content; None for the default.
        color: As the settings decided; "auto" is by whether the stream is a terminal.
        plain: Nothing drawn, no colour, answers through `input()`.
        dumb: The terminal knows no escape sequences: the same, unless colour is asked for.
        columns: The width where it is known better than the terminal knows it.
        stream: Where to draw; standard output when not given.
    """
    stream = stream or sys.stdout
    is_terminal = stream.isatty()
    is_coloured = not plain and (color == "always" or (color == "auto" and is_terminal and not dumb))
    return Screen(
        stream=stream,
        language=language,
        show=show,
        is_terminal=is_terminal,
        is_interactive=is_terminal and sys.stdin is not None and sys.stdin.isatty(),
        is_plain=plain or dumb,
        is_coloured=is_coloured,
        glyphs=glyphs_for(stream.encoding, plain=plain or dumb),
        pen=_pen(is_coloured=is_coloured),
        fixed_columns=columns,
    )


def _pen(*, is_coloured: bool) -> Pen:
    if not is_coloured:
        return PlainPen()
    from qbank.screen.colour import ColourPen  # noqa: PLC0415  # late: rich costs four bare starts

    return ColourPen()


def _size(stream: TextIO) -> tuple[int, int]:
    """Return columns and rows of the terminal behind `stream`, (80, 24) where there is none."""
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return 80, 24
    return size.columns or 80, size.lines or 24
