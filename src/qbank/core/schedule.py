"""When a question should be asked again: FSRS-6 in study days, without chance and without a clock."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from fsrs import Card, Rating, Scheduler, State

from qbank.core.history import effective
from qbank.core.review import Memory, Review

VERSION = (
    "fsrs6-1"  # to be raised whenever the same log replays to other memories (a test holds some of them)
)
RETENTION = 0.9  # the chance of recall at which a question falls due, unless the person sets another
LONGEST_GAP = 36_500  # days; a longer pause counts as this one, so that no date leaves the calendar

_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def stamp(retention: float = RETENTION, renames: Mapping[str, str] | None = None) -> str:
    """Return the name of everything beside the log that memories depend on.

    Args:
        retention: The chance of recall at which a question falls due.
        renames: Former ids of entries with those of today, which decide what rows belong together.
    """
    names = [f"{old}>{today}" for old, today in sorted((renames or {}).items())]
    return " ".join([f"{VERSION} retention={retention:g}", *names])


def advance(memory: Memory | None, grade: int, day: int, *, retention: float = RETENTION) -> Memory:
    """Return the memory after a rated answer.

    Args:
        memory: What was remembered before; None for the first rated answer.
        grade: The rating, 1 (again) to 4 (easy).
        day: The study day of the answer. A day before the last one (a flight to the west) counts as the last.
        retention: The chance of recall, above 0 and below 1, at which the question falls due.
    """
    today = day if memory is None else max(day, memory.last_day)
    card = _scheduler(retention).review_card(_card(memory), Rating(grade), _instant(_elapsed(memory, today)))[
        0
    ]
    assert card.stability is not None
    assert card.difficulty is not None
    assert card.last_review is not None
    return Memory(
        stability=card.stability,
        difficulty=card.difficulty,
        last_day=today,
        due_day=today + (card.due - card.last_review).days,
        reviews=1 if memory is None else memory.reviews + 1,
        lapses=0 if memory is None else memory.lapses + (grade == Rating.Again),
    )


def replay(reviews: Iterable[Review], *, retention: float = RETENTION) -> dict[str, Memory]:
    """Derive the memories from the log: the rated answers that count, in the order (at, id) however given."""
    memories: dict[str, Memory] = {}
    for row in effective(reviews):
        if row.kind == "answer" and row.item is not None and row.grade is not None:
            memories[row.item] = advance(memories.get(row.item), row.grade, row.day, retention=retention)
    return memories


def retrievability(memory: Memory, day: int) -> float:
    """Return the chance, 0 to 1, that the question is remembered on that study day."""
    elapsed = _instant(_elapsed(memory, day))
    return float(_scheduler(RETENTION).get_card_retrievability(_card(memory), elapsed))


@lru_cache(maxsize=8)
def _scheduler(retention: float) -> Scheduler:
    """Return a scheduler without chance and without steps of minutes: `Again` comes back from the session."""
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
        maximum_interval=LONGEST_GAP,
    )


def _card(memory: Memory | None) -> Card:
    """Return the card last seen on day 0; an id is given because a card without one sleeps for it."""
    if memory is None:
        return Card(card_id=1, due=_FIRST_DAY)
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_FIRST_DAY,
        last_review=_FIRST_DAY,
    )


def _elapsed(memory: Memory | None, day: int) -> int:
    """Return the study days since the last answer."""
    return 0 if memory is None else min(max(day - memory.last_day, 0), LONGEST_GAP)


def _instant(day: int) -> datetime:
    """Return the midnight that stands for a study day: FSRS counts periods of 24 hours, we count days."""
    return _FIRST_DAY + timedelta(days=day)
