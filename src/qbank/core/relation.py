"""One loop: a weak answer makes the related entries due; derived from the log, so a replay gives the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qbank.core.interview_log import is_reply
from qbank.core.review import Rating, Review

WRONG = {
    "wrong_answer",
    "runtime_error",
    "time_limit",
    "memory_limit",
    "output_limit",
}  # verdicts of the judge


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that was failed, its place among the rows, and the study day."""

    item: str
    place: int
    day: int


@dataclass(frozen=True, slots=True)
class Related:
    """An entry that is due because of others.

    Attributes:
        day: The study day from which on it is due.
        because: The items that were failed, in the order of the failures.
    """

    day: int
    because: tuple[str, ...]


def is_failure(row: Review) -> bool:
    """Say whether a row is a failure: a mock answer rated Again, or a coding problem judged to be wrong."""
    if row.kind == "attempt":
        return row.data.get("verdict") in WRONG
    return row.kind == "answer" and is_reply(row) and row.grade == Rating.AGAIN


def failures(rows: Sequence[Review]) -> list[Failure]:
    """Return what was failed, in the order of the rows that count; a problem solved since is none."""
    solved = {row.item: place for place, row in enumerate(rows) if row.data.get("verdict") == "accepted"}
    return [
        Failure(row.item, place, row.day)
        for place, row in enumerate(rows)
        if row.item is not None and is_failure(row) and solved.get(row.item, -1) < place
    ]


def due_by_relation(
    failed: Iterable[Failure], related: Mapping[str, Sequence[str]], rows: Sequence[Review]
) -> dict[str, Related]:
    """Return the entries that are due because something related was failed after their last answer.

    Args:
        failed: What was failed; an answer to an entry after it settles it for that entry.
        related: For items that were failed, the ids that they name as related.
        rows: The log in its order, undone rows left out, to which the places of `failed` belong.
    """
    answered = {row.item: place for place, row in enumerate(rows) if row.kind == "answer"}
    found: dict[str, Related] = {}
    for failure in sorted(failed, key=lambda one: one.place):
        for id_ in related.get(failure.item, ()):
            if id_ == failure.item or answered.get(id_, -1) > failure.place:
                continue
            before = found.get(id_, Related(failure.day, ()))
            because = tuple(dict.fromkeys((*before.because, failure.item)))
            found[id_] = Related(before.day, because)
    return found
