"""The script of a mock interview: which main questions are asked, in which order, and the time of each."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt

MAIN_SECONDS: Mapping[str, float] = {"concept": 105.0, "calculation": 170.0, "design": 210.0}
FOLLOW_UP_SECONDS = 45.0
FOLLOW_UPS = 2  # after one main question, at most

_EASIEST, _HARDEST = 1.5, 4.5  # what difficulty is aimed at, from the first question to the last
_NO_FOLLOW_UPS = 0.75  # what it costs a candidate, in steps of difficulty, that nothing can be asked further
_CHANCE = 0.9
_SPREAD = 2  # the more, the less likely a topic comes twice


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be asked as a main question.

    Attributes:
        kind: A key of `MAIN_SECONDS`.
        follow_ups: How many follow-ups of it can be asked.
        is_graded: Whether a rubric can grade the answer; what cannot be is asked only where nothing else is.
    """

    id: str
    topic: str
    kind: str
    difficulty: int
    follow_ups: int = 0
    is_graded: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A main question of a script and the seconds that it should take with what follows it."""

    id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Script:
    """What an interview sets out to ask, and how long it may take.

    Attributes:
        items: The main questions, in their order.
        code: The coding problem at its end, with the seconds that are kept for it; None for none.
    """

    minutes: int
    seed: int
    items: tuple[Item, ...]
    code: Item | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the main questions in their order."""
        return tuple(item.id for item in self.items)

    @property
    def planned(self) -> tuple[str, ...]:
        """Return the main questions in their order, the coding problem last."""
        return (*self.ids, self.code.id) if self.code else self.ids

    @property
    def count(self) -> int:
        """Return how many main questions there are, the coding problem among them."""
        return len(self.planned)

    @property
    def seconds(self) -> float:
        """Return the time of the whole."""
        return 60.0 * self.minutes

    @property
    def talk(self) -> float:
        """Return the seconds of the questions that are answered in words."""
        return self.seconds - (self.code.seconds if self.code else 0.0)


def script(
    candidates: Iterable[Candidate],
    minutes: int,
    seed: int,
    *,
    weights: Mapping[str, float] | None = None,
    recent: Set[str] = frozenset(),
) -> Script:
    """Choose main questions that fit the minutes: from easy to hard, spread over the topics.

    Args:
        candidates: What may be asked, in any order.
        minutes: Of the whole interview.
        seed: Decides among equals; the same seed gives the same script.
        weights: How much a topic matters, by slug; 1 where nothing is said, 0 leaves it out.
        recent: Ids that the last interviews asked; they come only where nothing else is left.

    Returns:
        At least one question where there is a candidate; otherwise what fits the minutes.
    """
    chance = random.Random(seed)  # noqa: S311  # an order, not a secret
    pool = _eligible(sorted(candidates, key=lambda one: one.id), weights or {})
    room = 60.0 * minutes
    usual = MAIN_SECONDS["concept"] + FOLLOW_UPS * FOLLOW_UP_SECONDS
    aimed = max(1, round(room / usual))
    chosen: list[Candidate] = []
    while pool:
        fresh = [one for one in pool if one.id not in recent] or pool
        topic = _topic(fresh, chosen, weights or {}, chance)
        target = _EASIEST + (_HARDEST - _EASIEST) * min(1.0, len(chosen) / max(1, aimed - 1))
        costs = {
            one.id: _cost(one, target) + _CHANCE * chance.random() for one in fresh if one.topic == topic
        }
        best = next(one for one in fresh if one.id == min(costs, key=lambda id_: (costs[id_], id_)))
        chosen.append(best)
        room -= seconds(best)
        pool = [one for one in pool if one.id != best.id and seconds(one) <= room]
    ordered = sorted(chosen, key=lambda one: one.difficulty)  # stable: equals stay as they were drawn
    return Script(minutes, seed, tuple(Item(one.id, seconds(one)) for one in ordered))


def seconds(one: Candidate) -> float:
    """Return what a main question and its follow-ups are expected to take."""
    return MAIN_SECONDS[one.kind] + min(one.follow_ups, FOLLOW_UPS) * FOLLOW_UP_SECONDS


def _eligible(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    """Return the candidates of topics that matter, only graded ones where there is one."""
    some = [one for one in candidates if weights.get(one.topic, 1.0) > 0] or list(candidates)
    return [one for one in some if one.is_graded] or some


def _topic(
    pool: Sequence[Candidate],
    chosen: Sequence[Candidate],
    weights: Mapping[str, float],
    chance: random.Random,
) -> str:
    """Draw the topic of the next question: by weight and size, less likely each time it was drawn."""
    sizes, drawn = Counter(one.topic for one in pool), Counter(one.topic for one in chosen)
    topics = sorted(sizes)
    shares = [
        (weights.get(topic, 1.0) or 1.0) * sqrt(sizes[topic]) / (1 + _SPREAD * drawn[topic]) ** 2
        for topic in topics
    ]
    return chance.choices(topics, shares)[0]


def _cost(one: Candidate, target: float) -> float:
    return abs(one.difficulty - target) + (0.0 if one.follow_ups else _NO_FOLLOW_UPS)
