"""What the log says of a coding problem: how far the person is, and what an accepted solution is worth.

Each judging is a row of kind attempt with data {"verdict", "seed", "passed", "cases", "variant"}; a look at a
hint or at the solution is a row of kind aid. Only an accepted solution moves the schedule, once a study day:
a rating beside it says how well it went. Failed runs are how one works, and rate nothing by themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qbank.core.history import effective
from qbank.core.review import Rating, Review

State = Literal["new", "failed", "passed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the person is with a problem.

    Attributes:
        state: `passed` when it was accepted last, or ever without a failed run since.
        tries: Judgings so far.
        hints: The highest hint looked at since it was last accepted.
        is_assisted: Whether the solution was looked at since then.
    """

    state: State = "new"
    tries: int = 0
    hints: int = 0
    is_assisted: bool = False


def standing(rows: Iterable[Review]) -> Standing:
    """Return how far the person is, from the rows of one problem."""
    state: State = "new"
    tries = hints = 0
    is_assisted = False
    for row in effective(rows):
        if row.kind == "aid":
            hints = max(hints, int(row.data.get("hint", 0)))
            is_assisted |= bool(row.data.get("solution"))
        elif is_judged(row):
            tries += 1
            state = "passed" if is_accepted(row) else "failed"
            if is_accepted(row):
                hints, is_assisted = 0, False
    return Standing(state, tries, hints, is_assisted)


def standings(rows: Iterable[Review]) -> dict[str, Standing]:
    """Return how far the person is with each problem that the log knows."""
    by_item: dict[str, list[Review]] = {}
    for row in rows:
        if row.item is not None and row.kind in ("aid", "attempt", "undo"):
            by_item.setdefault(row.item, []).append(row)
    found = {item: standing(some) for item, some in by_item.items()}
    return {item: each for item, each in found.items() if each != Standing()}


def rating(before: Sequence[Review], day: int) -> Rating | None:
    """Return what an accepted solution is worth to the schedule.

    Again when the solution was looked at since the last accepted run, Hard after a failed run or the last
    hint, else Good; None when the problem was accepted on that study day already.

    Args:
        before: The rows of the problem before this run.
        day: The study day of the run.
    """
    judged = [row for row in effective(before) if is_judged(row)]
    if any(is_accepted(row) and row.day == day for row in judged):
        return None
    now = standing(before)
    if now.is_assisted:
        return Rating.AGAIN
    return Rating.HARD if now.state == "failed" or now.hints > 2 else Rating.GOOD


def is_judged(row: Review) -> bool:
    """Say whether a row is a judging; its share of cases is no score of an answer in words."""
    return row.kind == "attempt" and "verdict" in row.data


def is_accepted(row: Review) -> bool:
    """Say whether an attempt was accepted."""
    return row.data.get("verdict") == "accepted"
