"""Ask: an answer in words, a rating, the key points that were said, yes or no."""

import contextlib
import locale
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from qbank.core.entry import Entry
from qbank.core.text import normalise
from qbank.screen.console import Screen
from qbank.screen.feedback import LETTERS, checklist, tick
from qbank.screen.keys import Keys, open_keys
from qbank.screen.layout import BLANK, flow, hints, paragraph
from qbank.screen.spans import Lines, line

Ending = Literal["submit", "reveal", "skip", "undo", "end"]

_TYPED: Mapping[str, Ending] = {"/s": "skip", "/u": "undo", "/q": "end"}  # where nothing but lines is typed

_CHOICES: Mapping[str, str] = {
    "1": "1",
    "2": "2",
    "3": "3",
    "4": "4",
    "backspace": "undo",
    "-": "undo",  # where keys are typed as lines
    "tab": "answer",
    "v": "evidence",
    ".": "evidence",
    "l": "language",
    "=": "language",
    "?": "help",
    "q": "quit",
    "0": "quit",
}
_YES, _NO = "yY1", "nN0"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person typed, and how they ended it.

    Attributes:
        ending: `submit` with a text; `reveal` without one; `skip`, `undo` and `end` leave `text` a draft.
    """

    ending: Ending
    text: str = ""


def ask_answer(
    screen: Screen,
    *,
    draft: str = "",
    on_change: Callable[[str], None] = lambda _: None,
    editor: str = "",
    clock: Callable[[], str] | None = None,
) -> Answer:
    """Ask for an answer of several lines.

    Args:
        screen: Where to ask.
        draft: What was typed before and not yet submitted.
        on_change: Called with the text on every change, so that it can be kept.
        editor: The command that Ctrl-E opens; "" for `vi`.
        clock: In an examination, what runs above the box; an empty answer reveals nothing there.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    screen.put(_answer_help(screen, is_exam=clock is not None))
    if screen.is_plain or not screen.is_interactive:
        return _typed_lines(screen, draft, on_change)
    from qbank.screen.answer_box import ask  # noqa: PLC0415  # late: prompt_toolkit, after the question is drawn

    return _ended(*ask(screen, draft, on_change, lambda text: edited(text, editor), clock))


def ask_rating(keys: Keys, suggested: int | None = None, *, letters: int = 0) -> str:
    """Wait for a rating, or for one of the other keys of the rating line; any further key does nothing.

    Args:
        keys: Where keys come from; what was typed ahead is forgotten first.
        suggested: What Space takes.
        letters: How many key points may be chosen by their letters, from `a` on.

    Returns:
        `1` to `4`, `undo`, `answer`, `evidence`, `language`, `help`, `quit`, or the letter of a key point.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    keys.flush()
    while True:
        try:
            key = keys.read()
        except EOFError:
            return "quit"
        if key == "space" and suggested is not None:
            return str(suggested)
        if key in tuple(LETTERS[:letters]):
            return key
        if key in _CHOICES:
            return _CHOICES[key]


def ask_line(screen: Screen, label: str, *, default: str = "") -> str:
    """Ask for one line, behind a translated label; "" when the person leaves it open with Enter.

    Args:
        screen: Where to ask.
        label: In the language of the interface.
        default: What stands there already, to be taken or changed.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        EOFError: Ctrl-D.
    """
    if screen.is_plain or not screen.is_interactive:
        _edit_lines()
        return input(f"{label} [{default}]: " if default else f"{label}: ").strip() or default
    from qbank.screen.answer_box import ask_one_line  # noqa: PLC0415  # late: prompt_toolkit, only where one types

    return ask_one_line(screen, label, default).strip()


def ask_ticks(
    screen: Screen, keys: Keys, entry: Entry, ticked: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Let the person tick the key points that they said; Enter or Space ends it.

    Returns:
        The ids of the ticked key points.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        EOFError: Ctrl-D or q.
    """
    screen.put(checklist(screen, entry, ticked))
    screen.put(paragraph(screen, (screen.word("a-i or 1-9 ticks what you said; Enter goes on"), "quiet")))
    keys.flush()
    while (key := keys.read()) not in ("enter", "space"):
        if key == "q":
            raise EOFError
        number = LETTERS.find(key) if len(key) == 1 and key in LETTERS else _digit(key) - 1
        if 0 <= number < len(entry.key_points):
            point = entry.key_points[number]
            ticked ^= {point.id}
            screen.put(tick(screen, number, point, is_ticked=point.id in ticked))
    return ticked


def ask_yes(screen: Screen, question: str, keys: Keys | None = None, *, enter: str = "") -> bool | None:
    """Ask a translated question to be answered with y or n (or 1 and 0).

    Args:
        screen: Where to ask.
        question: In the language of the interface.
        keys: Where keys come from; opened for this question when not given.
        enter: What Enter does, in the language of the interface; "" where it leaves the question open.

    Returns:
        None when the person leaves it open (Enter, Escape, Ctrl-D).

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    left_open = enter or screen.word("Enter leaves it open")
    screen.put(paragraph(screen, question, (" y/n", "key"), (f"  {left_open}", "quiet")))
    with contextlib.nullcontext(keys) if keys else open_keys(screen) as open_:
        open_.flush()
        while True:
            try:
                key = open_.read()
            except EOFError:
                return None
            if key in ("enter", "escape"):
                return None
            if len(key) == 1 and key in _YES + _NO:
                return key in _YES


def piped_answers(stream: TextIO) -> Iterator[str]:
    """Yield answers from a stream that is no terminal: each ends at an empty line or at the end of the input.

    An empty answer, which a line that stands empty by itself gives, is yielded too: it reveals.
    """
    rows: list[str] = []
    for row in stream:
        text = row.rstrip("\r\n")
        if text.strip():
            rows.append(text)
        else:
            yield "\n".join(rows)
            rows = []
    if rows:
        yield "\n".join(rows)


def edited(text: str, editor: str) -> str:
    """Open `editor` with a file that holds `text`, and return what the person left in it.

    An editor that is missing or fails changes nothing.
    """
    descriptor, name = tempfile.mkstemp(prefix="qbank-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        done = subprocess.run([*shlex.split(editor or "vi"), name], check=False)
        return (
            path.read_text(encoding="utf-8", errors="replace").rstrip("\n") if not done.returncode else text
        )
    except (OSError, ValueError):
        return text
    finally:
        path.unlink(missing_ok=True)


def _answer_help(screen: Screen, *, is_exam: bool) -> Lines:
    is_typed = screen.is_plain or not screen.is_interactive
    empty = screen.word("Enter alone: I do not know") if is_exam else screen.word("Enter alone: answer")
    keys = [screen.word("empty line: done"), empty]
    keys.append(screen.word("/s skips") if is_typed else screen.word("Ctrl-S skips"))
    if not is_exam:  # what was answered in an interview stands
        keys.append(screen.word("/u undoes") if is_typed else screen.word("Ctrl-Z undoes"))
    keys.append(screen.word("/q quits") if is_typed else screen.word("Ctrl-E: editor"))
    title = line((screen.word("Your answer"), "title"), "  ")
    return [BLANK, *flow(screen, [title, *hints(screen, *keys)])]


def _ended(ending: Ending, text: str) -> Answer:
    text = text.strip()
    if ending == "submit" and not text:
        return Answer("reveal")
    return Answer(ending, text)


def _typed_lines(screen: Screen, draft: str, on_change: Callable[[str], None]) -> Answer:
    """Read lines through `input()` up to an empty one; Ctrl-D ends the session and leaves a draft."""
    _edit_lines()
    rows = draft.splitlines()
    for row in rows:
        screen.put(paragraph(screen, row, indent=2))
    while True:
        try:
            row = input(f"{screen.glyphs.prompt} ")
        except EOFError:
            return _ended("end", "\n".join(rows))
        if not row.strip():
            return _ended("submit", "\n".join(rows))
        if ending := _TYPED.get(normalise(row.strip())):
            return _ended(ending, "\n".join(rows))
        rows.append(row)
        on_change("\n".join(rows))


def _edit_lines() -> None:
    """Give the terminal line editing, but not under LC_ALL=C, where GNU readline loses Chinese."""
    if sys.stdin.isatty() and locale.setlocale(locale.LC_CTYPE) not in ("C", "POSIX"):
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415  # late: it changes what input() does


def _digit(key: str) -> int:
    return int(key) if len(key) == 1 and key in "123456789" else 0
