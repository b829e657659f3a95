"""The end of a session: the score, what was saved, what comes next."""

from collections import Counter

from qbank.core.session import Score, Session
from qbank.screen import terms
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, paragraph, rule
from qbank.screen.rating import limits
from qbank.screen.spans import Line, Lines, line


def summary(
    screen: Screen, session: Session, last: Score | None, *, saved: int, command: str, is_draft: bool = False
) -> Lines:
    """Return the end of a session; where something was graded, with what the grading cannot do.

    Args:
        screen: Where it will be drawn.
        session: As it stands at its end, finished or not.
        last: The score of the session before.
        saved: Answers in the store from this session.
        command: What to type next, such as `qbank quiz`.
        is_draft: Whether a half-typed answer was left.
    """
    lines: Lines = [BLANK, rule(screen, screen.word("Session"))]
    lines += paragraph(screen, _score(screen, session, last))
    if ratings := _ratings(screen, session):
        lines += paragraph(screen, (ratings, "quiet"))
    lines += paragraph(screen, dotted(screen, _saved(screen, saved), _skipped(screen, session)))
    if is_draft:
        lines += paragraph(screen, screen.word("your half-typed answer is kept: it stands there next time"))
    if session.score is not None:
        lines += limits(screen)
    return lines + paragraph(screen, (screen.word("Next:"), "quiet"), " ", (command, "code"))


def _score(screen: Screen, session: Session, last: Score | None) -> Line:
    score = session.score
    if score is None:
        return line((screen.word("not graded"), "title"))
    number = f"{score.points:.1f}/{score.possible}"
    if last is None:
        return line((screen.word("Score {score}", score=number), "title"))
    before = f"{last.points:.1f}" + ("" if last.possible == score.possible else f"/{last.possible}")
    return line((screen.word("Score {score}, last time {last}", score=number, last=before), "title"))


def _ratings(screen: Screen, session: Session) -> str:
    counts = Counter(int(grade) for _, grade in session.answers if grade is not None)
    return dotted(screen, *(f"{terms.rating(screen, grade)} {counts[grade]}" for grade in sorted(counts)))


def _saved(screen: Screen, saved: int) -> str:
    return screen.word("{n} answers saved", n=saved) if saved != 1 else screen.word("1 answer saved")


def _skipped(screen: Screen, session: Session) -> str:
    return screen.word("{n} skipped", n=len(session.skipped)) if session.skipped else ""
