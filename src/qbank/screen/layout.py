"""The few shapes that every view is made of: paragraphs, two ends of a row, rules, meters, columns."""

from collections.abc import Sequence

from qbank.screen import spans
from qbank.screen.cells import cells
from qbank.screen.console import Screen
from qbank.screen.spans import Line, Lines, Part, line
from qbank.screen.wrap import wrap_line

BLANK: Line = ()


def paragraph(
    screen: Screen, *parts: Part | Line, indent: int = 1, hang: int = 0, bar: bool = False
) -> Lines:
    """Return a wrapped paragraph.

    Args:
        screen: Where it will be drawn.
        parts: What it says, one logical line.
        indent: Columns before every line.
        hang: Further columns before every line but the first.
        bar: Whether a bar stands at its left; never at its right, where a wrong width would break it.
    """
    sign = f"{screen.glyphs.bar} " if bar and screen.glyphs.bar else ""
    room = screen.width - indent - cells(sign)
    first, *rest = wrap_line(line(*parts), room - hang, first=room)
    before = line(" " * indent, (sign, "accent"))
    return [line(before, first), *(line(before, " " * hang, piece) for piece in rest)]


def labelled(screen: Screen, label: Line, *parts: Part | Line, indent: int = 1, column: int = 0) -> Lines:
    """Return a paragraph whose lines stand to the right of `label`, from at least `column` on."""
    start = max(spans.width(label) + 1, column)
    first, *rest = wrap_line(line(*parts), screen.width - indent - start)
    gap = " " * (start - spans.width(label))
    return [
        line(" " * indent, label, gap, first),
        *(line(" " * (indent + start), piece) for piece in rest),
    ]


def ends(screen: Screen, left: Line, right: Line, *, indent: int = 1) -> Line:
    """Return one row with `left` at its left, shortened where it must be, and `right` at its right."""
    taken = spans.width(right)
    room = screen.width - indent - (taken + 2 if taken else 0)
    left = spans.shorten(left, room, screen.glyphs.ellipsis)
    if not taken:
        return line(" " * indent, left)
    return line(" " * indent, left, " " * (screen.width - indent - spans.width(left) - taken), right)


def rule(screen: Screen, title: str = "", right: Line = ()) -> Line:
    """Return a title followed by a rule up to the right margin, or to what stands there."""
    sign = screen.glyphs.rule
    if not sign:
        return ends(screen, line((title, "title")), right)
    start = line((sign * 2 + " ", "quiet"), (f"{title} ", "title")) if title else ()
    tail = line(" ", right) if right else ()
    start = spans.shorten(start, screen.width - 4 - spans.width(tail), screen.glyphs.ellipsis)
    fill = screen.width - 1 - spans.width(start) - spans.width(tail)
    return line(" ", start, (sign * max(fill, 1), "quiet"), tail)


def meter(screen: Screen, share: float, columns: int) -> Line:
    """Return a bar of which `share` (0 to 1) is full; nothing on a plain screen."""
    full = min(round(share * columns), columns) or int(share > 0)
    return line((screen.glyphs.full * full, "accent"), (screen.glyphs.rest * (columns - full), "quiet"))


def dotted(screen: Screen, *parts: str) -> str:
    """Return the parts that are not empty with a dot between each two."""
    return f" {screen.glyphs.dot} ".join(part for part in parts if part)


def hints(screen: Screen, *parts: str) -> list[Line]:
    """Return the parts that are not empty as quiet chunks for `flow`, a dot between each two."""
    said = [part for part in parts if part]
    return [line((part if part is said[-1] else f"{part} {screen.glyphs.dot} ", "quiet")) for part in said]


def flow(screen: Screen, chunks: Sequence[Line], *, indent: int = 1) -> Lines:
    """Return chunks one after the other, in as many rows as they need; no chunk is broken that fits a row."""
    rows: Lines = []
    for chunk in chunks:
        wider = line(rows[-1], chunk) if rows else ()
        if rows and indent + spans.width(wider) <= screen.width:
            rows[-1] = wider
        else:
            rows.append(chunk)
    return [piece for row in rows for piece in paragraph(screen, row, indent=indent)]


def first_fitting(choices: Sequence[Line], columns: int) -> Line:
    """Return the first line that fits into `columns`, else the last."""
    return next((choice for choice in choices if spans.width(choice) <= columns), choices[-1])
