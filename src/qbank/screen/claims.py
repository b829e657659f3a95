"""What an entry claims, beside the sources that are said to support it: what a person approves."""

from qbank.core.entry import Entry, KeyPoint, Numeric
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, paragraph, rule
from qbank.screen.markdown import inline
from qbank.screen.spans import Lines


def claims(screen: Screen, entry: Entry) -> Lines:
    """Return question, short answers, each key point with its sources, the mistakes and the numbers."""
    lines: Lines = [rule(screen, entry.id)]
    for language in ("zh", "en"):
        lines += paragraph(screen, inline(screen, entry.question.in_(language)), indent=2)
        lines += paragraph(screen, inline(screen, entry.short.in_(language)), indent=2)
    lines += [BLANK, rule(screen, screen.word("Key points and their sources"))]
    for point in entry.key_points:
        lines += _point(screen, entry, point)
    lines += [BLANK, rule(screen, screen.word("Common mistakes"))]
    for mistake in entry.mistakes:
        lines += paragraph(screen, inline(screen, mistake.text.best(screen.language)), indent=2)
        lines += paragraph(screen, (mistake.why.best(screen.language), "quiet"), indent=4)
    if entry.numeric:
        lines += [BLANK, rule(screen, screen.word("Numbers"))]
        for number in entry.numeric:
            lines += _number(screen, number)
    return lines


def _point(screen: Screen, entry: Entry, point: KeyPoint) -> Lines:
    lines = [
        *paragraph(screen, inline(screen, point.text.zh), indent=2),
        *paragraph(screen, inline(screen, point.text.en), indent=2),
    ]
    sources = [reference for reference in entry.refs if point.id in reference.supports]
    for reference in sources:
        text = f"{reference.title} ({reference.year})  {reference.link}"
        lines += paragraph(screen, (text, "accent"), indent=4, hang=2)
    if not sources:
        lines += paragraph(screen, (screen.word("no source"), "miss"), indent=4)
    return lines


def _number(screen: Screen, number: Numeric) -> Lines:
    shown = ", ".join(dict.fromkeys((*number.shown_zh, *number.shown_en)))
    return paragraph(screen, (f"{number.expr} = {number.expect:.12g}  ({shown})", "code"), indent=2, hang=2)
