"""Break a line between any two Chinese characters, never inside a Latin word, and by the rules of kinsoku.

rich breaks at spaces alone, which leaves mixed text ragged. Here no line begins with a closing mark or ends
with an opening one, and no line is longer than the width.
"""

import re
from collections.abc import Iterator

from qbank.screen.cells import cells, fitting
from qbank.screen.spans import Line, Lines, cut, line, plain

__all__ = ["NO_END", "NO_START", "cells", "wrap", "wrap_line"]

NO_START = frozenset("，。、；：？！）】》」』〉”’…—～·％‰℃,.;:?!)]}%")  # noqa: RUF001
NO_END = frozenset("（【《「『〈“‘([{")

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\uac00-\ud7af\U00020000-\U0003ffff“”‘’…—"
_TOKEN = re.compile(rf"\s+|(?:[^\s{_WIDE}]|(?<=[A-Za-z])’(?=[A-Za-z]))+|.", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` columns; each line end in it stays one."""
    return [plain(piece) for part in text.split("\n") for piece in wrap_line(line(part), width)]


def wrap_line(spans: Line, width: int, *, first: int | None = None) -> Lines:
    """Break a line into lines of at most `width` columns; an empty one stays one empty line.

    Args:
        spans: The line.
        width: Columns of a line, at least 2.
        first: Columns of the first line, where that differs.
    """
    text = plain(spans)
    room = max(width if first is None else first, 2)
    return [cut(spans, start, end) for start, end in _slices(text, max(width, 2), room)] or [()]


def _slices(text: str, width: int, room: int) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends; white space at its ends is left out."""
    start = end = used = 0  # the open line is text[start:end], with `used` columns up to the present unit
    for offset, unit in _units(text):
        taken = cells(unit)
        if unit.isspace():
            used += taken if start < end else 0
            continue
        if start < end and used + taken > room:
            yield start, end
            start, used, room = end, 0, width
        if start == end:
            start = offset
        end = offset + len(unit)
        while taken > room:  # one unit longer than a line
            count = max(fitting(text[start:end], room), 1)
            yield start, start + count
            start += count
            taken, room = cells(text[start:end]), width
        used += taken
    if start < end:
        yield start, end


def _units(text: str) -> list[tuple[int, str]]:
    """Return what stays together, with its offset: words, characters with their punctuation, spaces."""
    units: list[tuple[int, str]] = []
    for found in _TOKEN.finditer(text):
        token = found.group()
        if units and not token.isspace() and _stick(units[-1][1], token):
            offset, before = units.pop()
            units.append((offset, before + token))
        else:
            units.append((found.start(), token))
    return units


def _stick(before: str, token: str) -> bool:
    return not before.isspace() and (token[0] in NO_START or before[-1] in NO_END)
