"""One key at a time, from a terminal or from lines.

A terminal is read through prompt_toolkit's own input, which the answer box needs anyway: it keeps type-ahead
and knows the escape sequences. What it does not know it hands on as single characters, digits among them;
they are dropped here, or a stray `ESC [ 1` would rate a question.
"""

import contextlib
import select
import sys
from collections import deque
from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from qbank.screen.console import Screen

_NAMES = {
    "c-m": "enter",
    "c-j": "enter",
    "c-h": "backspace",
    "c-i": "tab",
    " ": "space",
    "\u3000": "space",
}
_AFTER_ESCAPE = 0.05  # seconds in which the rest of a sequence follows its escape
_PASTE_ON, _PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"


class Keys(Protocol):
    """Where keys come from."""

    def read(self) -> str:
        """Return the next key: a character, or a name such as `enter`, `space`, `tab`, `backspace`, `up`.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            EOFError: Ctrl-D, or the terminal is gone.
        """
        ...

    def wait(self, seconds: float) -> str | None:
        """Return the next key, None when there is none for so long."""
        ...

    def flush(self) -> None:
        """Forget what was typed ahead, so that it is not taken as an answer to what is asked now."""
        ...


class TerminalKeys:
    """Keys of the terminal at standard input, which is in raw mode between `with` and its end."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()
        self._sequence = Sequence()

    def __enter__(self) -> Self:
        from prompt_toolkit.input import create_input  # noqa: PLC0415  # late: after the question is drawn

        self._input = create_input()
        self._raw = self._input.raw_mode()
        self._raw.__enter__()
        sys.stdout.write(_PASTE_ON)  # a paste then comes marked, and is dropped as one key
        sys.stdout.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            sys.stdout.write(_PASTE_OFF)
            sys.stdout.flush()
        with contextlib.suppress(OSError):  # the terminal may be gone
            self._raw.__exit__(kind, error, trace)

    def read(self) -> str:
        """Return the next key."""
        while not self._waiting:
            self._fill(None)
        key = self._waiting.popleft()
        if key == "c-c":
            raise KeyboardInterrupt
        if key == "c-d":
            raise EOFError
        return key

    def wait(self, seconds: float) -> str | None:
        """Return the next key, None when there is none for so long."""
        if not self._waiting and self._is_ready(seconds):
            self._fill(0)
        return self.read() if self._waiting else None

    def flush(self) -> None:
        """Forget what was typed ahead."""
        self._input.flush_keys()
        while self._is_ready(0) and not self._input.closed:
            self._input.read_keys()
            self._input.flush_keys()
        self._waiting.clear()
        self._sequence = Sequence()

    def _fill(self, seconds: float | None) -> None:
        """Read what has come; an escape that nothing follows is the key itself."""
        self._is_ready(seconds)
        pressed = self._input.read_keys()
        if self._input.closed:
            self._waiting.append("c-d")
        while not pressed and not self._waiting:
            if not self._is_ready(_AFTER_ESCAPE):
                pressed = self._input.flush_keys()
                break
            pressed = self._input.read_keys()
        for press in pressed:
            name = getattr(press.key, "value", press.key)
            self._waiting.extend(self._sequence.take(name, press.data))
        if self._sequence.is_open and not self._is_ready(_AFTER_ESCAPE):
            self._waiting.extend(self._sequence.end())

    def _is_ready(self, seconds: float | None) -> bool:
        return bool(select.select([self._input.fileno()], [], [], seconds)[0])


class Sequence:
    """Drops an escape sequence that nobody knows, from its escape to its last character."""

    def __init__(self) -> None:
        self._before = ""

    @property
    def is_open(self) -> bool:
        """Say whether an escape was seen whose sequence may still go on."""
        return bool(self._before)

    def take(self, key: str, data: str) -> Iterator[str]:
        """Yield the key that this press is, if it is one.

        Args:
            key: prompt_toolkit's name of it.
            data: The characters that came.
        """
        if key == "escape":
            if self._before == "\x1b":
                yield "escape"
            self._before = "\x1b"
        elif not self._before or len(key) > 1:
            self._before = ""
            if len(key) == 1 or not key.startswith("<"):  # those are a paste, a mouse, a report
                yield _name(key)
        elif self._before == "\x1b":  # Alt and a key, or the start of a sequence
            self._before = data if data in ("[", "O") else ""
        elif "@" <= data <= "~":
            self._before = ""

    def end(self) -> Iterator[str]:
        """Yield what an escape was that nothing followed."""
        if self._before == "\x1b":
            yield "escape"
        self._before = ""


class LineKeys:
    """Keys typed as lines, each ended with Enter: for screen readers and terminals that can do nothing."""

    def read(self) -> str:
        """Return the first character of the next line; an empty line is `enter`, one of spaces `space`."""
        text = input("> ")
        if text and text.isspace():
            return "tab" if "\t" in text else "space"
        return _name(text.strip()[0]) if text else "enter"

    def wait(self, seconds: float) -> str | None:
        """Return the key of the next line, None when none is ended for so long."""
        return self.read() if select.select([sys.stdin], [], [], seconds)[0] else None

    def flush(self) -> None:
        """Forget nothing: a person ends each line knowingly."""


@contextlib.contextmanager
def open_keys(screen: Screen) -> Iterator[Keys]:
    """Give the keys that fit the screen; the terminal is as it was afterwards."""
    if screen.is_plain or not screen.is_interactive:
        yield LineKeys()
        return
    with TerminalKeys() as keys:
        yield keys


def _name(key: str) -> str:
    """Return the name of a key; what an input method sends full-width is taken as half-width."""
    if len(key) == 1 and "\uff01" <= key <= "\uff5e":
        key = chr(ord(key) - 0xFEE0)
    return _NAMES.get(key, key)
