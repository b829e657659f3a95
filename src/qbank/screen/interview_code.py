"""The coding problem of a mock interview as it is drawn: the task, where to write it, what it came to."""

from collections.abc import Iterator
from pathlib import Path

from qbank.core.problem import Problem
from qbank.core.text import LANGUAGES, Text
from qbank.core.turns import Reply
from qbank.core.verdict import Raised, Verdict
from qbank.screen import plain
from qbank.screen.console import Screen
from qbank.screen.interview import STEPS, Clock, clock_time, time_used
from qbank.screen.layout import BLANK, dotted, ends, paragraph, rule
from qbank.screen.plain import Record
from qbank.screen.problems import statement
from qbank.screen.spans import Lines, Style, line
from qbank.screen.verdict import WORDS, raised_in
from qbank.screen.words import translate


def asked(screen: Screen, problem: Problem, position: tuple[int, int], clock: Clock) -> Lines:
    """Return the whole task, under one row that says where in the interview it is; no hints."""
    number = f"{position[0]}/{position[1]}"
    left = line((f"{screen.message(STEPS['code'])} {number}", "accent"))
    return [BLANK, ends(screen, left, time_used(screen, clock)), *statement(screen, problem)]


def place(screen: Screen, file: Path, kept: Path | None, *, is_new: bool) -> Lines:
    """Return where to write it.

    Args:
        screen: Where it will be drawn.
        file: The candidate's.
        kept: Where what stood there before is now, None where nothing did.
        is_new: Whether the starter was written; else the interview goes on with what the file holds.
    """
    lines: Lines = [BLANK]
    if kept:
        lines += paragraph(screen, screen.word("your attempt is kept as {path}", path=kept))
    told = screen.word("{path} is as you left it", path=file)
    if is_new:
        told = screen.word("the starter is in {path}; edit it in another window", path=file)
    return [*lines, *paragraph(screen, told)]


def waiting(screen: Screen, clock: Clock) -> Lines:
    """Return what can be done, and the time that is left."""
    told = screen.word("Enter hands the file in, s skips")
    left = screen.word("time left {time}", time=clock_time(max(0.0, clock.total - clock.used)))
    return paragraph(screen, (dotted(screen, told, left), "key"))


def out_of_time(screen: Screen) -> Lines:
    """Return that the time is over; nothing is cut off."""
    told = screen.word("The time is over: the next key hands in what is in the file; s skips.")
    return paragraph(screen, (told, "key"))


def records(problem: Problem, position: tuple[int, int], file: Path, kept: Path | None) -> Iterator[Record]:
    """Yield ("code", number, of how many, id, file, where a former one is kept), then the whole task."""
    yield ("code", *position, problem.id, file, kept)
    yield from list(plain.problem(problem, is_answer_open=False))[1:]


def over(screen: Screen, coding: Reply | None, title: Text) -> Lines:
    """Return what the coding problem came to, in short; nothing where it was not reached."""
    if coding is None:
        return []
    judged = coding.judged
    name = screen.content(title)
    if judged is None:
        row = paragraph(screen, name, (f"  {screen.word('nothing was handed in')}", "quiet"))
    elif judged.verdict == "judge_error":
        why = judged.why.best(screen.language)
        row = paragraph(screen, name, f"  {screen.word('not judged: {why}', why=why)}")
    else:
        is_right = judged.verdict == "accepted"
        style: Style = "hit" if is_right else "miss"
        sign = screen.glyphs.hit if is_right else screen.glyphs.miss
        count = screen.word("{n} of {all} cases", n=judged.passed, all=judged.cases)
        told = dotted(screen, screen.message(WORDS[judged.verdict]), count)
        row = paragraph(screen, (f"{sign} ", style), name, f"  {told}", hang=2)
    slug = coding.turn.main.rpartition("/")[2]
    more = screen.word("why, and what is asked next")
    explained = paragraph(screen, (f"qbank code explain {slug}", "code"), "  ", (more, "quiet"))
    return [BLANK, rule(screen, screen.message(STEPS["code"])), *row, *explained]


def over_records(coding: Reply | None) -> Iterator[Record]:
    """Yield ("code", id, verdict, cases passed, of how many); verdict "" where nothing was handed in."""
    if coding is not None:
        judged = coding.judged
        told = (judged.verdict, judged.passed, judged.cases) if judged else ("", 0, 0)
        yield ("code", coding.turn.main, *told)


def raised(error: Raised) -> Text:
    """Return an exception as a sentence in both languages."""
    return Text(*(raised_in(language, error) for language in LANGUAGES))


def verdict_name(verdict: Verdict) -> Text:
    """Return the words for a verdict in both languages."""
    return Text(*(translate(WORDS[verdict], language) for language in LANGUAGES))
