"""The answers of past weeks as a calendar: a column a week, a row a day of the week."""

from collections.abc import Sequence
from datetime import date

from qbank.screen.cells import cells
from qbank.screen.console import Screen
from qbank.screen.layout import paragraph
from qbank.screen.spans import Line, Lines, line

WEEKS = 26
_FIRST = date(1970, 1, 1).toordinal()
_LABEL = 4  # columns of the names of days
_CELL = 2


def calendar(screen: Screen, days: Sequence[tuple[int, int]], today: int) -> Lines:
    """Return at most 26 weeks up to today, the shade of a day by its share of the greatest one.

    Args:
        screen: Where it will be drawn.
        days: (study day, answers).
        today: The study day.
    """
    counts = dict(days)
    weeks = min(WEEKS, (screen.width - _LABEL - 1) // _CELL)
    monday = today - date.fromordinal(today + _FIRST).weekday()
    columns = [monday - 7 * back for back in range(weeks - 1, -1, -1)]
    most = max(counts.values())
    lines = [_months(columns)]
    for weekday in range(7):
        shades = [
            _shade(screen, counts.get(first + weekday, 0), most)
            for first in columns
            if first + weekday <= today
        ]
        lines.append(line(" ", _name(screen, weekday), *shades))
    best = max(days, key=lambda one: (one[1], one[0]))
    told = screen.word("most on one day: {n}, on {date}", n=best[1], date=date.fromordinal(best[0] + _FIRST))
    return [*lines, *paragraph(screen, (told, "quiet"), indent=_LABEL + 1)]


def _months(columns: Sequence[int]) -> Line:
    """Return the numbers of the months, each over the first week that begins in it."""
    text = " " * (_LABEL + 1)
    before = 0
    for index, first in enumerate(columns):
        month = date.fromordinal(first + _FIRST).month
        at = _LABEL + 1 + _CELL * index
        if month != before and len(text) <= at:
            text = text.ljust(at) + str(month)
        before = month
    return line((text, "quiet"))


def _name(screen: Screen, weekday: int) -> Line:
    """Return the name of every other day, in the columns of a label."""
    names = (screen.word("Mon"), "", screen.word("Wed"), "", screen.word("Fri"), "", screen.word("Sun"))
    return line((names[weekday] + " " * (_LABEL - cells(names[weekday])), "quiet"))


def _shade(screen: Screen, count: int, most: int) -> Line:
    sign = screen.glyphs.shades[0 if not count else 1 + (len(screen.glyphs.shades) - 2) * count // most]
    return line((f"{sign} ", "accent" if count else "quiet"))
