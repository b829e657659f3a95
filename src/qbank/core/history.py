"""What the review log says beside the schedule: which rows count, what is suspended, noted or starred."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from qbank.core.review import Review, ReviewKind

Mark = Literal["starred", "suspended", "noted"]
MARKS: tuple[Mark, ...] = ("starred", "suspended", "noted")
MARKING: tuple[ReviewKind, ...] = ("importance", "suspend", "note", "undo")  # the rows that marks come from
USUAL = 1.0  # the importance of an entry of which nothing is said


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """What the person said of the interview.

    Attributes:
        date: Of the interview, as `2026-12-31`.
        minutes: Of study a day; 0 where only the date is known, and no plan is followed.
        important: Weights of topics by slug; 1 where nothing is said.
        track: The kind of job, by slug, or "".
    """

    date: str
    minutes: int = 0
    important: Mapping[str, float] = field(default_factory=dict)
    track: str = ""

    @property
    def day(self) -> int:
        """Return the study day of the interview."""
        return date.fromisoformat(self.date).toordinal() - date(1970, 1, 1).toordinal()


def effective(reviews: Iterable[Review]) -> list[Review]:
    """Return the rows that count, in the order (at, id); undo rows themselves are left out.

    An undo wins wherever it sorts: the row that it names counts for nothing, even where the clock of another
    device puts the undo first. An undo that is itself undone has no effect, so undoing an undo restores the
    row; undo rows that name each other in a ring have no effect either.
    """
    rows = sorted(reviews, key=lambda row: (row.at, row.id))
    undone = _undone([row for row in rows if row.kind == "undo"])
    return [row for row in rows if row.kind != "undo" and row.id not in undone]


def renamed(reviews: Iterable[Review], renames: Mapping[str, str]) -> list[Review]:
    """Return the rows with each former id of an entry replaced by the one of today."""
    return [replace(row, item=renames.get(row.item, row.item)) if row.item else row for row in reviews]


def suspended(reviews: Iterable[Review]) -> frozenset[str]:
    """Return the ids of the entries that are out of rotation."""
    last = {row.item: bool(row.data.get("on", True)) for row in effective(reviews) if row.kind == "suspend"}
    return frozenset(item for item, on in last.items() if item is not None and on)


def importances(reviews: Iterable[Review]) -> dict[str, float]:
    """Return the last importance (0 to 5) that the person gave to each entry."""
    rows = (row for row in effective(reviews) if row.kind == "importance")
    return {row.item: float(row.data["value"]) for row in rows if row.item is not None}


def notes(reviews: Iterable[Review]) -> dict[str, list[str]]:
    """Return the person's notes on each entry, oldest first."""
    found: dict[str, list[str]] = {}
    for row in effective(reviews):
        if row.kind == "note" and row.item is not None:
            found.setdefault(row.item, []).append(str(row.data["text"]))
    return found


def marks(reviews: Iterable[Review]) -> dict[str, tuple[Mark, ...]]:
    """Return what the person marked, by id: starred, out of rotation, noted."""
    rows = list(reviews)
    starred = {id_ for id_, value in importances(rows).items() if value > USUAL}
    found = dict(zip(MARKS, (starred, suspended(rows), notes(rows)), strict=True))
    return {
        id_: tuple(mark for mark in MARKS if id_ in found[mark])
        for id_ in sorted(set().union(*found.values()))
    }


def wordings(reviews: Iterable[Review]) -> dict[str, dict[str, list[str]]]:
    """Return the person's own ways to say a key point: entry -> key point -> phrases, oldest first."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in effective(reviews):
        if row.kind == "wording" and row.item is not None:
            points = found.setdefault(row.item, {})
            points.setdefault(str(row.data["point"]), []).append(str(row.data["text"]))
    return found


def days_to_interview(reviews: Iterable[Review], today: date) -> int | None:
    """Return the days from a date to that of the latest plan which names one; None without any."""
    plan = interview_plan(reviews)
    return date.fromisoformat(plan.date).toordinal() - today.toordinal() if plan else None


def interview_plan(reviews: Iterable[Review]) -> InterviewPlan | None:
    """Return the latest plan; None where there is none, or the last word was to have none."""
    plans = [row.data for row in effective(reviews) if row.kind == "plan"]
    if not plans or not plans[-1].get("date"):
        return None
    data = plans[-1]
    return InterviewPlan(
        str(data["date"]),
        int(data.get("minutes", 0)),
        dict(data.get("important", {})),
        str(data.get("track", "")),
    )


def _undone(undos: list[Review]) -> set[bytes]:
    """Return the ids named by the undo rows in force: those against which no undo in force stands."""
    against: dict[bytes, set[bytes]] = {}
    for row in undos:
        against.setdefault(row.target or b"", set()).add(row.id)
    pending = {row.id: row.target or b"" for row in undos}
    undone: set[bytes] = set()
    powerless: set[bytes] = set()
    while in_force := [undo for undo in pending if against.get(undo, set()) <= powerless]:
        named = {pending.pop(undo) for undo in in_force}
        undone |= named
        powerless |= named & pending.keys()
        pending = {undo: target for undo, target in pending.items() if undo not in powerless}
    return undone
