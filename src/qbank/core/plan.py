"""What to study until the day of the interview: every question by what an answer now adds per second of work.

A question's worth today is importance × (chance to recall it on the day when it is answered today − chance
when it is never answered again) ÷ expected seconds. Greedy by that figure, day by day; no look-ahead. The
chances are those of FSRS-6 with its default parameters, the shares of ratings those of fsrs-rs by default.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qbank.core.forgetting import State, after, first, recall
from qbank.core.review import Memory

FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)  # Again to Easy, at the first answer
RATINGS = (0.224, 0.631, 0.145)  # Hard to Easy, at a later answer that succeeds
FIRST_TAKES = 1.4  # times the seconds of a later answer
RUNS = 4  # simulated learners that a forecast is the mean of
_SEEN = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Item:
    """A question to plan.

    Attributes:
        state: What is remembered of it; None for a new one.
        last_day: The study day of the last answer; 0 for a new one.
        importance: 0 to 5; 1 is usual.
        seconds: What a later answer is expected to take.
    """

    id: str
    state: State | None
    last_day: int
    importance: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect on the day.

    Attributes:
        chances: Chance to recall each question on the day, by id.
        weighted: Share of all importance that is expected to be recalled, 0 to 1.
        skipped: Questions that no simulated learner got to, in the order of the ids.
    """

    chances: Mapping[str, float]
    weighted: float
    skipped: tuple[str, ...]

    @property
    def recalled(self) -> float:
        """Return how many questions are expected to be recalled."""
        return sum(self.chances.values())


def item(id_: str, memory: Memory | None, importance: float, seconds: float) -> Item:
    """Make an item of what is remembered."""
    if memory is None:
        return Item(id_, None, 0, importance, seconds)
    return Item(id_, State(memory.stability, memory.difficulty), memory.last_day, importance, seconds)


def gain(one: Item, today: int, day: int) -> float:
    """Return by how much an answer today raises the chance to recall on `day`."""
    left = day - today
    if one.state is None:
        return sum(share * recall(first(grade), left) for grade, share in enumerate(FIRST_RATINGS, 1))
    days = today - one.last_day
    chance = recall(one.state, days)
    failed = (1 - chance) * recall(after(one.state, days, 1), left)
    held = sum(
        chance * share * recall(after(one.state, days, grade), left)
        for grade, share in zip(_SEEN, RATINGS, strict=True)
    )
    return failed + held - recall(one.state, days + left)


def seconds(one: Item) -> float:
    """Return what an answer today is expected to take."""
    return one.seconds * (FIRST_TAKES if one.state is None else 1.0)


def worth(one: Item, today: int, day: int) -> float:
    """Return importance × gain ÷ seconds."""
    return one.importance * gain(one, today, day) / seconds(one)


def ranked(items: Iterable[Item], today: int, day: int) -> list[Item]:
    """Return what is worth an answer today, the most worth first; what was answered today is left out."""
    gain_of_new = gain(Item("", None, 0, 1.0, 1.0), today, day)  # it depends on the days left alone
    found = []
    for one in items:
        if one.state is not None and one.last_day >= today:
            continue
        is_new = one.state is None
        value = one.importance * gain_of_new / seconds(one) if is_new else worth(one, today, day)
        if value > 0:
            found.append((-value, one.id, one))
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])]


def within(items: Sequence[Item], minutes: float) -> list[Item]:
    """Return the first items that fit into some minutes, at least one where there is one."""
    chosen: list[Item] = []
    used = 0.0
    for one in items:
        if chosen and used + seconds(one) > 60 * minutes:
            break
        chosen.append(one)
        used += seconds(one)
    return chosen


def forecast(items: Sequence[Item], today: int, day: int, minutes: float, *, seed: int = 1) -> Forecast:
    """Return what to expect on `day` when the plan is followed from today, by simulation.

    Args:
        items: All that is planned.
        today: The study day.
        day: The study day of the interview.
        minutes: Of work on each day before it.
        seed: Of the simulated learners.
    """
    total = dict.fromkeys((one.id for one in items), 0.0)
    reached: set[str] = set()
    for run in range(RUNS):
        ends = _simulated(items, today, day, minutes, random.Random(seed + run))  # noqa: S311 - no secret
        for one in ends:
            if one.state is not None:
                total[one.id] += recall(one.state, day - one.last_day) / RUNS
                reached.add(one.id)
    importance = sum(one.importance for one in items)
    weighted = sum(one.importance * total[one.id] for one in items) / importance if importance else 0.0
    return Forecast(total, weighted, tuple(sorted(set(total) - reached)))


def _simulated(
    items: Sequence[Item], today: int, day: int, minutes: float, chance: random.Random
) -> list[Item]:
    """Return the items as one learner knows them on the day."""
    now = {one.id: one for one in items}
    for date in range(today, day):
        for one in within(ranked(now.values(), date, day), minutes):
            now[one.id] = Item(one.id, answered(one, date, chance), date, one.importance, one.seconds)
    return list(now.values())


def answered(one: Item, day: int, chance: random.Random) -> State:
    """Return what a simulated learner remembers after an answer on `day`."""
    if one.state is None:
        (grade,) = chance.choices((1, 2, 3, 4), FIRST_RATINGS)
        return first(grade)
    days = day - one.last_day
    held = chance.random() < recall(one.state, days)
    (grade,) = chance.choices(_SEEN, RATINGS) if held else (1,)
    return after(one.state, days, grade)
