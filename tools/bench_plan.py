"""Measure what the plan is worth: simulated learners follow it, and two other ways to spend the same time.

Usage: python tools/bench_plan.py [--learners N]; exits with 1 when a line does not hold

Ways: the plan; what is due at .90 first, then what is new in the order of the list; round and round the list.
Each has the same minutes a day, and stops at the answer that no longer fits. Printed is the mean of what is
recalled on the day, weighted by importance. First come seven scenarios with learners who forget as FSRS-6
with its default parameters, beside a bound that no way can pass (`dual_bound.py`); then the same scenarios
with the parameters of 30 people (`plan_learners.json`), of which the ways know nothing. All rate like the
default learner of fsrs-rs.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from dual_bound import equal, unequal

from qbank.core.forgetting import Forgetting, State, W, after, first, recall
from qbank.core.plan import FIRST_RATINGS, RATINGS, Item, ranked, seconds

DUE = 0.9
LEAST_OF_BOUND = 0.97  # with equal questions
LEAST_OF_ROUND_ROBIN = 0.99
MOST_MS = 150  # to rank 1,000 questions
LEARNERS = Path(__file__).with_name("plan_learners.json")
Way = Callable[[Sequence[Item], int], list[Item]]


@dataclass(frozen=True)
class Scenario:
    """Days, questions, minutes a day; and whether importance and cost differ."""

    name: str
    days: int
    questions: int
    minutes: int
    weights: bool = False
    costs: bool = False

    @property
    def is_equal(self) -> bool:
        """Say whether all questions are alike."""
        return not (self.weights or self.costs)


TAKES = 60.0  # seconds of a later answer
SCENARIOS = (
    Scenario("A 21 days, 400 questions, 30 min", 21, 400, 30),
    Scenario("B 7 days, 400 questions, 30 min", 7, 400, 30),
    Scenario("C 14 days, 200 questions, 30 min", 14, 200, 30),
    Scenario("D 60 days, 400 questions, 30 min", 60, 400, 30),
    Scenario("E 21 days, 1000 questions, 60 min", 21, 1000, 60),
    Scenario("F 21 days, 400 questions, three importances", 21, 400, 30, weights=True),
    Scenario("G 7 days, 400 questions, importances and costs", 7, 400, 30, weights=True, costs=True),
)


def items_of(scenario: Scenario, chance: random.Random) -> list[Item]:
    found = []
    for number in range(scenario.questions):
        weight = chance.choices((3.0, 1.0, 0.3), (1, 3, 1))[0] if scenario.weights else 1.0
        takes = TAKES * (chance.lognormvariate(0, 0.7) if scenario.costs else 1.0)
        found.append(Item(f"{number:04}", None, 0, weight, takes))
    return found


def ways(day: int) -> dict[str, Way]:
    return {
        "plan": lambda items, today: ranked(items, today, day),
        "reviews": reviews_first,
        "round": round_robin,
    }


def reviews_first(items: Sequence[Item], today: int) -> list[Item]:
    due = [one for one in items if one.state and recall(one.state, today - one.last_day) <= DUE]
    due.sort(key=lambda one: recall(one.state or State(1, 5), today - one.last_day))
    return [*due, *(one for one in items if one.state is None)]


def round_robin(items: Sequence[Item], today: int) -> list[Item]:
    return sorted((one for one in items if one.last_day < today), key=lambda one: (one.last_day, one.id))


def share(scenario: Scenario, way: Way, seed: int, learner: Forgetting) -> float:
    """Return the share of all importance that a learner recalls on the day."""
    chance = random.Random(seed)
    believed = {one.id: one for one in items_of(scenario, chance)}
    true: dict[str, State] = {}
    for today in range(1, scenario.days + 1):
        for one in fitting(way(list(believed.values()), today), 60.0 * scenario.minutes):
            grade = graded(one, true.get(one.id), today, chance, learner)
            gap = today - one.last_day
            new = one.state is None
            true[one.id] = learner.first(grade) if new else learner.after(true[one.id], gap, grade)
            state = after(one.state, gap, grade) if one.state else first(grade)
            believed[one.id] = replace(one, state=state, last_day=today)
    day = scenario.days + 1
    got = sum(
        believed[id_].importance * learner.recall(state, day - believed[id_].last_day)
        for id_, state in true.items()
    )
    return got / sum(one.importance for one in believed.values())


def fitting(items: Sequence[Item], left: float) -> Iterator[Item]:
    for one in items:
        left -= seconds(one)
        if left < 0:
            return
        yield one


def graded(one: Item, true: State | None, today: int, chance: random.Random, learner: Forgetting) -> int:
    if true is None:
        return chance.choices((1, 2, 3, 4), FIRST_RATINGS)[0]
    held = chance.random() < learner.recall(true, today - one.last_day)
    return chance.choices((2, 3, 4), RATINGS)[0] if held else 1


def bound(scenario: Scenario, learners: int) -> float:
    """Return the mean bound on the share of importance; questions that differ do so by the learner."""
    answers = 60.0 * scenario.minutes / TAKES
    if scenario.is_equal:
        return equal(scenario.days, scenario.questions, answers)
    pooled, total = [], 0.0
    for seed in range(learners):
        items = items_of(scenario, random.Random(seed))
        weight = sum(one.importance for one in items)
        total += 1 / weight
        pooled += [(one.importance / weight, one.seconds / TAKES / weight) for one in items]
    return unequal(scenario.days, pooled, answers * total) / learners


def shares(scenario: Scenario, seeds: Sequence[tuple[int, Forgetting]]) -> dict[str, list[float]]:
    return {
        name: [share(scenario, way, seed, learner) for seed, learner in seeds]
        for name, way in ways(scenario.days + 1).items()
    }


def lost(name: str, plan: float, reviews: float, robin: float) -> Iterator[str]:
    if plan < reviews:
        yield f"{name}: the plan is below reviews first"
    if plan < LEAST_OF_ROUND_ROBIN * robin:
        yield f"{name}: the plan is more than 1 % below round robin"


def default_learners(learners: int) -> Iterator[str]:
    """Print a row a scenario, and yield what does not hold."""
    print(f"{'default learners; recalled, % of importance':48}   plan reviews  round  bound  of bound")
    usual = Forgetting(W)
    for scenario in SCENARIOS:
        plan, reviews, robin = (
            mean(each) for each in shares(scenario, [(seed, usual) for seed in range(learners)]).values()
        )
        most = bound(scenario, learners)
        figures = f"{100 * plan:7.1f} {100 * reviews:7.1f} {100 * robin:6.1f} {100 * most:6.1f}"
        print(f"{scenario.name:48}{figures} {100 * plan / most:8.1f}", flush=True)
        yield from lost(scenario.name, plan, reviews, robin)
        if scenario.is_equal and plan < LEAST_OF_BOUND * most:
            yield f"{scenario.name}: the plan is below 97 % of the bound"


def real_learners() -> Iterator[str]:
    """Print a row a scenario for people whose memory the plan does not know; yield what does not hold."""
    people = [Forgetting(each) for each in json.loads(LEARNERS.read_text(encoding="utf-8"))["parameters"]]
    print(f"\n{f'{len(people)} people; last: for how many the plan is better':48}   plan reviews  round")
    for scenario in SCENARIOS:
        found = shares(scenario, list(enumerate(people)))
        plan, reviews, robin = (mean(each) for each in found.values())
        better = [
            sum(one > other for one, other in zip(found["plan"], found[way], strict=True))
            for way in ("reviews", "round")
        ]
        figures = f"{100 * plan:7.1f} {100 * reviews:7.1f} {100 * robin:6.1f}"
        print(f"{scenario.name:48}{figures} {better[0]:5} {better[1]:2}", flush=True)
        yield from lost(f"{scenario.name}, 30 people", plan, reviews, robin)


def speed() -> Iterator[str]:
    """Print how long 1,000 questions take to rank, and yield when that is too long."""
    items = [replace(one, state=State(5, 5), last_day=1) for one in items_of(SCENARIOS[4], random.Random(1))]
    start = time.perf_counter()
    ranked(items, 10, 30)
    taken = 1000 * (time.perf_counter() - start)
    print(f"\n1000 questions ranked in {taken:.0f} ms")
    if taken > MOST_MS:
        yield f"ranking takes more than {MOST_MS} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=20)
    faults = [*default_learners(parser.parse_args().learners), *real_learners(), *speed()]
    for fault in faults:
        print(f"does not hold: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
