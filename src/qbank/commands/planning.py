"""The questions as a plan weighs them, for `qbank plan` and for a quiz that follows one."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median

from qbank.bank import Bank
from qbank.commands import opening
from qbank.core.history import InterviewPlan, effective, importances
from qbank.core.plan import Item, item, ranked
from qbank.core.question import Summary
from qbank.core.review import Memory, Review
from qbank.core.select import track_named
from qbank.core.session import Session

USUAL = {"concept": 75.0, "calculation": 120.0, "design": 150.0}  # seconds, until the person's own are known
ENOUGH = 5  # answers of a kind from which their median counts
LONGEST = 900_000  # milliseconds; a longer one was a pause


@dataclass(frozen=True, slots=True)
class Log:
    """What a plan needs of the log: its rows in order, and the memories that they lead to."""

    rows: Sequence[Review]
    memories: Mapping[str, Memory]
    related: Set[str] = frozenset()  # due because something related went badly


def items_for(bank: Bank, meant: Sequence[Summary], log: Log, plan: InterviewPlan) -> list[Item]:
    """Return the entries with their importance, star × topic × track, and the seconds of an answer."""
    stars = importances(log.rows)
    weights = track_named(plan.track, bank.tracks).weights if plan.track else {}
    takes = _seconds(bank, log.rows)
    return [
        item(
            one.id,
            log.memories.get(one.id),
            stars.get(one.id, 1.0) * plan.important.get(one.topic, 1.0) * weights.get(one.topic, 1.0),
            takes.get(one.kind, USUAL["concept"]),
        )
        for one in meant
    ]


def of_track(bank: Bank, meant: Sequence[Summary], plan: InterviewPlan) -> list[Summary]:
    """Return the entries that belong to the job of the plan: as `--track` means it everywhere."""
    if not plan.track:
        return list(meant)
    track = track_named(plan.track, bank.tracks)
    return [one for one in meant if track.has(one.topic)]


def _seconds(bank: Bank, rows: Sequence[Review]) -> dict[str, float]:
    """Return the median seconds of the person's own answers by kind; the usual ones where they are few."""
    kinds = {one.id: one.kind for one in bank.summaries()}
    times: dict[str, list[int]] = {}
    for row in effective(rows):
        if row.kind == "answer" and row.ms and row.item in kinds:
            times.setdefault(kinds[row.item], []).append(min(row.ms, LONGEST))
    own = {kind: median(found) / 1000 for kind, found in times.items() if len(found) >= ENOUGH}
    return {**USUAL, **own}


def related_first(ranking: Sequence[Item], items: Sequence[Item], related: Set[str]) -> list[Item]:
    """Return a ranking with what is due by relation at its beginning, also what the ranking leaves out."""
    left_out = [one for one in items if one.id in related and one not in ranking]
    first = [one for one in ranking if one.id in related] + left_out
    return [*first, *(one for one in ranking if one.id not in related)]


def planned(bank: Bank, meant: Sequence[Summary], log: Log, plan: InterviewPlan, questions: int) -> Session:
    """Return a session of what the plan has for today; where nothing is left, of what is due first."""
    items, today = items_for(bank, meant, log, plan), opening.now().day
    inside = {one.id for one in of_track(bank, meant, plan)}
    of_plan = [one for one in items if one.id in inside]
    ids = [one.id for one in related_first(ranked(of_plan, today, plan.day), items, log.related)]
    if not ids:  # nothing of the plan: what else was asked for, else what is due first
        ids = [one.id for one in ranked(items, today, plan.day)]
    if not ids:
        ids = sorted(one.id for one in meant)
        ids.sort(key=lambda id_: log.memories[id_].due_day if id_ in log.memories else today)
    chosen = tuple(ids[:questions])
    return Session(chosen, len(chosen))
