"""What an entry or a problem claims, beside the sources that are to support it: what a person approves."""

from qbank.core.entry import Entry, KeyPoint, Numeric, Reference
from qbank.core.problem import Problem
from qbank.core.text import LANGUAGES
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, paragraph, rule
from qbank.screen.markdown import inline, markdown
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


def problem_claims(screen: Screen, problem: Problem) -> Lines:
    """Return in both languages all that a problem asks and explains, the reference, and the sources."""
    lines: Lines = [rule(screen, problem.id)]
    for language in LANGUAGES:
        lines += paragraph(screen, inline(screen, problem.title.in_(language)), indent=2)
        for text in (problem.statement, problem.spec_notes):
            lines += [BLANK, *markdown(screen, text.in_(language))]
        for number, hint in enumerate(problem.hints, 1):
            lines += paragraph(screen, f"{number}. ", inline(screen, hint.in_(language)), indent=2, hang=3)
        lines += [BLANK, rule(screen, screen.word("Explanation"))]
        lines += [*markdown(screen, problem.explain.in_(language)), BLANK]
    lines += [rule(screen, screen.word("Reference solution"))]
    lines += markdown(screen, f"```\n{problem.solution.rstrip()}\n```")
    lines += [BLANK, rule(screen, screen.word("References"))]
    for reference in problem.refs:
        lines += _source(screen, reference, indent=2)
    return lines


def _point(screen: Screen, entry: Entry, point: KeyPoint) -> Lines:
    lines = [
        *paragraph(screen, inline(screen, point.text.zh), indent=2),
        *paragraph(screen, inline(screen, point.text.en), indent=2),
    ]
    sources = [reference for reference in entry.refs if point.id in reference.supports]
    for reference in sources:
        lines += _source(screen, reference, indent=4)
    if not sources:
        lines += paragraph(screen, (screen.word("no source"), "miss"), indent=4)
    return lines


def _source(screen: Screen, reference: Reference, indent: int) -> Lines:
    text = f"{reference.title} ({reference.year})  {reference.link}"
    return paragraph(screen, (text, "accent"), indent=indent, hang=2)


def _number(screen: Screen, number: Numeric) -> Lines:
    shown = ", ".join(dict.fromkeys((*number.shown_zh, *number.shown_en)))
    return paragraph(screen, (f"{number.expr} = {number.expect:.12g}  ({shown})", "code"), indent=2, hang=2)
