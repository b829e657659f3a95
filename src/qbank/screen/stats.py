"""Where the person stands: totals, topics, the last seven days."""

from collections.abc import Sequence
from datetime import date, timedelta

from qbank.core.progress import Progress
from qbank.core.question import Topic
from qbank.screen import table, terms
from qbank.screen.calendar import calendar
from qbank.screen.cells import cells, pad_left
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, ends, meter, paragraph, rule
from qbank.screen.spans import Line, Lines, line

_DAYS = 7


def stats(screen: Screen, progress: Progress, topics: Sequence[Topic], today: int) -> Lines:
    """Return the table of topics between the totals and the last seven study days.

    Args:
        screen: Where it will be drawn.
        progress: What is told.
        topics: For their names.
        today: The study day, days since 1970-01-01.
    """
    seen = [row for row in progress.topics if row.entries]
    lines: Lines = [BLANK, ends(screen, line((screen.word("Progress"), "title")), _date(today))]
    lines += paragraph(screen, _totals(screen, progress))
    lines += paragraph(screen, _scores(screen, progress))
    lines += [BLANK, rule(screen, screen.word("Topics")), *table.topics(screen, topics, seen)]
    if screen.glyphs.rule and progress.days:
        lines += [BLANK, rule(screen, screen.word("Answers a day")), *calendar(screen, progress.days, today)]
    else:
        lines += [BLANK, rule(screen, screen.word("Answers in the last 7 days"))]
        lines += _bars(screen, _week(progress, today))
    lines += [BLANK, rule(screen, screen.word("Due in the next 7 days")), *_bars(screen, progress.coming)]
    if progress.calibration:
        lines += [
            BLANK,
            rule(screen, screen.word("Your rating beside the rubric")),
            *_calibration(screen, progress),
        ]
    if progress.changed:
        count = screen.word("{n} entries were edited since you answered them", n=len(progress.changed))
        lines += [BLANK, *paragraph(screen, (count, "quiet"), "  ", ("qbank stats --changed", "code"))]
    return lines


def _totals(screen: Screen, progress: Progress) -> str:
    return dotted(
        screen,
        screen.word("{n} answers", n=progress.reviews),
        screen.word("{seen} of {n} entries seen", seen=progress.seen, n=progress.entries),
        screen.word("{n} due", n=progress.due),
        screen.word("{n} days in a row", n=progress.streak) if progress.streak else "",
    )


def _scores(screen: Screen, progress: Progress) -> Line:
    if progress.mean is None:
        return line((screen.word("nothing graded yet"), "quiet"))
    mean = screen.word("mean score {score}", score=terms.percent(progress.mean))
    last = screen.word("last 7 days {score}", score=terms.percent(progress.last7))
    return line(dotted(screen, mean, last))


def _week(progress: Progress, today: int) -> tuple[tuple[int, int], ...]:
    counts = dict(progress.days)
    return tuple((day, counts.get(day, 0)) for day in range(today - _DAYS + 1, today + 1))


def _bars(screen: Screen, days: Sequence[tuple[int, int]]) -> Lines:
    """Return a row a day: date, count, and a bar against the greatest."""
    most = max([count for _, count in days] + [1])
    room = min(screen.width - 20, 40)
    lines: Lines = []
    for day, count in days:
        bar = meter(screen, 1.0, max(room * count // most, 1)) if count else ()
        lines.append(line(" ", _date(day), " ", pad_left(str(count), 4), " ", bar))
    return lines


def _calibration(screen: Screen, progress: Progress) -> Lines:
    lines: Lines = []
    names = {one.rating: terms.rating(screen, one.rating) for one in progress.calibration}
    column = max(map(cells, names.values()))
    for one in progress.calibration:
        name = names[one.rating] + " " * (column - cells(names[one.rating]))
        told = screen.word("{n} answers, mean score {score}", n=one.answers, score=terms.percent(one.score))
        lines += paragraph(screen, name, "  ", (told, "quiet"))
    return lines


def _date(day: int) -> Line:
    return line(((date(1970, 1, 1) + timedelta(days=day)).isoformat(), "quiet"))
