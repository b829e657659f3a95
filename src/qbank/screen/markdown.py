"""Answers in Markdown as lines: headings, bold, lists, tables, code; formulas as one line of text."""

import re
from collections.abc import Callable, Iterator

from qbank.screen import spans
from qbank.screen.cells import fitting
from qbank.screen.console import Screen
from qbank.screen.formulas import drawn
from qbank.screen.layout import BLANK, paragraph
from qbank.screen.spans import Line, Lines, Span, Style, line, width

_INLINE = re.compile(
    r"(?P<code>`+)(?P<code_text>.+?)(?P=code)"
    r"|(?P<formula>\$\$.+?\$\$|\$(?!\s)[^$\n]+?(?<!\s)\$)"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<link>[^)\s]+)\)"
)
_ITEM = re.compile(r"(\s*)([-*+]|\d+[.)])\s+(.*)")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_DIVIDER = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(\$[^$]*\$|`[^`]*`|\\.)|\|")


def markdown(screen: Screen, text: str, *, indent: int = 2) -> Lines:
    """Return Markdown as wrapped lines."""
    lines: Lines = []
    for block in _blocks(text.strip("\n").split("\n")):
        lines += _block(screen, block, indent)
    return lines


def inline(screen: Screen, text: str, style: Style = "") -> Line:
    """Return one line of Markdown with its bold, code, formulas and links in their styles."""
    parts: list[Span] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts.append(Span(text[at : found.start()], style))
        parts += _marked(screen, found)
        at = found.end()
    return line(*parts, Span(text[at:], style))


def _marked(screen: Screen, found: re.Match[str]) -> Line:
    if found["bold"]:
        return inline(screen, found["bold"], "title")
    if found["label"]:
        return line(found["label"], (f" ({found['link']})", "quiet"))
    if found["formula"]:
        return line((drawn(screen, found["formula"]), "code"))
    return line((found["code_text"], "code"))


def _blocks(rows: list[str]) -> Iterator[list[str]]:
    """Yield runs of rows that belong together: a fence, a formula, a table, a paragraph, or one blank row."""
    at = 0
    while at < len(rows):
        end = _end(rows, at)
        yield rows[at:end]
        at = end


def _end(rows: list[str], at: int) -> int:
    """Return the index behind the last row of the block that starts at `at`."""
    row = rows[at].strip()
    if row.startswith("```"):
        return _closing(rows, at, lambda later: later.strip().startswith("```"))
    if row.startswith("$$") and row.count("$$") == 1:
        return _closing(rows, at, lambda later: later.strip().endswith("$$"))
    if row.startswith("$$") and row.endswith("$$") and row.count("$$") == 2:
        return at + 1
    if _is_table(rows, at):
        return next((i for i in range(at, len(rows)) if "|" not in rows[i]), len(rows))
    if not row or _HEADING.match(row):
        return at + 1
    end = at + 1
    while end < len(rows) and not _starts_block(rows, end):
        end += 1
    return end


def _closing(rows: list[str], at: int, is_last: Callable[[str], bool]) -> int:
    return next((i + 1 for i in range(at + 1, len(rows)) if is_last(rows[i])), len(rows))


def _is_table(rows: list[str], at: int) -> bool:
    return "|" in rows[at] and at + 1 < len(rows) and bool(_DIVIDER.match(rows[at + 1]))


def _starts_block(rows: list[str], at: int) -> bool:
    row = rows[at].strip()
    return (
        not row
        or row.startswith(("```", "$$"))
        or bool(_ITEM.match(rows[at]) or _HEADING.match(row))
        or _is_table(rows, at)
    )


def _block(screen: Screen, rows: list[str], indent: int) -> Lines:
    first = rows[0].strip()
    if not first:
        return [BLANK]
    if first.startswith("```"):
        return _code(screen, rows, indent)
    if _is_table(rows, 0):
        return _table(screen, [_cells(row) for row in rows if not _DIVIDER.match(row)], indent)
    if item := _ITEM.match(rows[0]):
        return _item(screen, item, rows[1:], indent)
    return _text(screen, rows, indent)


def _text(screen: Screen, rows: list[str], indent: int) -> Lines:
    whole = " ".join(row.strip() for row in rows)
    if whole.startswith("$$") and whole.endswith("$$") and whole.count("$$") == 2:
        return paragraph(screen, (drawn(screen, whole), "code"), indent=indent + 4)
    if heading := _HEADING.match(rows[0].strip()):
        return paragraph(screen, inline(screen, heading[1], "title"), indent=indent)
    return paragraph(screen, inline(screen, _joined(rows)), indent=indent)


def _item(screen: Screen, item: re.Match[str], rest: list[str], indent: int) -> Lines:
    depth = min(len(item[1].replace("\t", "    ")), 8)
    sign = item[2] if item[2][0].isdigit() else screen.glyphs.bullet
    text = inline(screen, _joined([item[3], *rest]))
    return paragraph(screen, f"{sign} ", text, indent=indent + depth, hang=len(sign) + 1)


def _joined(rows: list[str]) -> str:
    """Join the rows of a paragraph: with a space, but not between two Chinese characters."""
    text = rows[0].strip()
    for row in rows[1:]:
        piece = row.strip()
        gap = "" if text[-1:] > "\u2e80" and piece[:1] > "\u2e80" else " "
        text += gap + piece
    return text


def _code(screen: Screen, rows: list[str], indent: int) -> Lines:
    """Return the rows between two fences as they stand, folded where they are longer than the screen."""
    closed = len(rows) > 1 and rows[-1].strip().startswith("```")
    room = screen.width - indent - 2
    lines: Lines = []
    for row in rows[1 : -1 if closed else None]:
        rest = row.expandtabs(4).rstrip()
        while True:
            count = max(fitting(rest, room), 1)
            lines.append(line(" " * (indent + 2), (rest[:count], "code")))
            rest = rest[count:]
            if not rest:
                break
    return lines


def _cells(row: str) -> list[str]:
    """Return the cells of a row; a pipe inside a formula or code, or behind a backslash, divides nothing."""
    cells, at = [], 0
    row = row.strip().removeprefix("|")
    for found in _PIPE.finditer(row):
        if not found[1]:
            cells.append(row[at : found.start()].strip())
            at = found.end()
    return [*cells, row[at:].strip()] if row[at:].strip() else cells


def _table(screen: Screen, rows: list[list[str]], indent: int) -> Lines:
    """Return a table with aligned columns where it fits, else each row as `head: cell` lines."""
    columns = max(len(row) for row in rows)
    styled = [
        [inline(screen, cell, "title" if not index else "") for cell in row + [""] * (columns - len(row))]
        for index, row in enumerate(rows)
    ]
    widths = [max(width(row[column]) for row in styled) for column in range(columns)]
    if indent + sum(widths) + 2 * (columns - 1) <= screen.width:
        return [_aligned(row, widths, indent) for row in styled]
    return _stacked(screen, styled, indent)


def _aligned(row: list[Line], widths: list[int], indent: int) -> Line:
    padded = [line(cell, " " * (room - width(cell))) for cell, room in zip(row, widths, strict=True)]
    joined = line(*(span for cell in padded for span in line(cell, "  ")))
    return line(" " * indent, spans.cut(joined, 0, len(spans.plain(joined).rstrip())))


def _stacked(screen: Screen, rows: list[list[Line]], indent: int) -> Lines:
    head, *body = rows
    lines: Lines = []
    for row in body:
        lines += paragraph(
            screen, screen.glyphs.bullet + " ", line(head[0], ": ", row[0]), indent=indent, hang=2
        )
        for name, cell in zip(head[1:], row[1:], strict=True):
            lines += paragraph(screen, name, ": ", cell, indent=indent + 2, hang=2)
    return lines
