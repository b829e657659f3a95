"""A quiz without a terminal, and a grade, as plain tab-separated records."""

from collections.abc import Iterator, Sequence

from qbank.core.entry import Entry
from qbank.core.grading import Grade
from qbank.core.session import Score, Session
from qbank.screen.plain import Record


def asked(entry: Entry, number: int, planned: int) -> Iterator[Record]:
    """Yield ("question", number, how many there are, id, question in Chinese, question in English)."""
    yield ("question", number, planned, entry.id, entry.question.zh, entry.question.en)


def related(entry: Entry, because: Sequence[str]) -> Iterator[Record]:
    """Yield ("related", id, ids that went badly) where the entry is due by relation."""
    if because:
        yield ("related", entry.id, ", ".join(because))


def graded(entry: Entry, grade: Grade | None) -> Iterator[Record]:
    """Yield what became of each point, the misconceptions, and the grade; `not graded` without one."""
    if grade is None:
        yield ("not graded", entry.id)
        return
    texts = {point.id: point.text for point in entry.key_points}
    for result in grade.points:
        text = texts[result.id]
        yield ("point", result.status, result.id, text.zh, text.en, result.evidence)
    for flagged in grade.misconceptions:
        mistake = entry.mistakes[flagged.index]
        yield ("misconception", flagged.index, mistake.text.zh, mistake.text.en, flagged.evidence)
    yield ("grade", grade.grade, f"{grade.score:.2f}", int(grade.rating))


def revealed(entry: Entry) -> Iterator[Record]:
    """Yield the short answer in both languages; the answer where a draft has no short one."""
    text = entry.short if entry.short.best("zh") else entry.answer
    yield ("short", text.zh, text.en)


def ended(session: Session, last: Score | None, saved: int) -> Iterator[Record]:
    """Yield ("score", points, of how many) or ("not graded",), the last score, how many were saved."""
    score = session.score
    yield ("score", f"{score.points:.1f}", score.possible) if score else ("not graded",)
    if last:
        yield ("last score", f"{last.points:.1f}", last.possible)
    yield ("saved", saved)
