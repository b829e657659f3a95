"""Measure what the plan is worth: simulated learners follow it, and two other ways to spend the same time.

Usage: python tools/bench_plan.py [--learners N]

Seven scenarios with fixed seeds. A learner forgets as FSRS-6 with its default parameters, and rates like the
default learner of fsrs-rs. Ways: the plan; what is due at .90 first, then what is new in the order of the
list; round and round the list. Printed is the mean of what is recalled on the day, weighted by importance.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from qbank.core.forgetting import State, recall
from qbank.core.plan import Item, answered, ranked, seconds

DUE = 0.9
Way = Callable[[Sequence[Item], int, int], list[Item]]


@dataclass(frozen=True)
class Scenario:
    """Days, questions, minutes a day, seconds an answer; and whether importance and cost differ."""

    name: str
    days: int
    questions: int
    minutes: int
    takes: float = 60.0
    weights: bool = False
    costs: bool = False


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
        takes = scenario.takes * (chance.lognormvariate(0, 0.7) if scenario.costs else 1.0)
        found.append(Item(f"{number:04}", None, 0, weight, takes))
    return found


def reviews_first(items: Sequence[Item], today: int, _day: int) -> list[Item]:
    due = [one for one in items if one.state and recall(one.state, today - one.last_day) <= DUE]
    due.sort(key=lambda one: recall(one.state or State(1, 5), today - one.last_day))
    return [*due, *(one for one in items if one.state is None)]


def round_robin(items: Sequence[Item], today: int, _day: int) -> list[Item]:
    return sorted((one for one in items if one.last_day < today), key=lambda one: (one.last_day, one.id))


def share(scenario: Scenario, way: Way, seed: int) -> float:
    """Return the share of all importance that a learner recalls on the day."""
    chance = random.Random(seed)
    now = {one.id: one for one in items_of(scenario, chance)}
    for today in range(1, scenario.days + 1):
        left = 60.0 * scenario.minutes
        for one in way(list(now.values()), today, scenario.days + 1):
            if left <= 0:
                break
            left -= seconds(one)
            now[one.id] = replace(one, state=answered(one, today, chance), last_day=today)
    day = scenario.days + 1
    got = sum(one.importance * recall(one.state, day - one.last_day) for one in now.values() if one.state)
    return got / sum(one.importance for one in now.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=20)
    learners = parser.parse_args().learners
    ways: dict[str, Way] = {"plan": ranked, "reviews first": reviews_first, "round robin": round_robin}
    print(f"{'recalled, % of importance':48}" + "".join(f"{name:>15}" for name in ways))
    for scenario in SCENARIOS:
        shares = {
            name: 100 * mean(share(scenario, way, seed) for seed in range(learners))
            for name, way in ways.items()
        }
        print(f"{scenario.name:48}" + "".join(f"{value:15.1f}" for value in shares.values()))
    items = [replace(one, state=State(5, 5), last_day=1) for one in items_of(SCENARIOS[4], random.Random(1))]
    start = time.perf_counter()
    ranked(items, 10, 30)
    print(f"1000 questions ranked in {1000 * (time.perf_counter() - start):.0f} ms")


if __name__ == "__main__":
    main()
