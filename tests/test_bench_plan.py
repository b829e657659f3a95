"""The bound that `make bench-plan` holds the plan against, and what it says when a line does not hold."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from qbank.core.forgetting import Forgetting, W, first, recall
from qbank.core.plan import FIRST_RATINGS, FIRST_TAKES

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("bench_plan")


@pytest.fixture
def dual(bench: ModuleType) -> ModuleType:
    return importlib.import_module("dual_bound")


def learnt(left: int) -> float:
    return sum(share * recall(first(grade), left) for grade, share in enumerate(FIRST_RATINGS, 1))


def test_a_bound_that_can_be_worked_out(dual: ModuleType) -> None:
    """It is all first answers that fit, where nothing is worth a second one."""
    days, answers = 3, 14.0

    bound = dual.equal(days, 1000, answers)

    most = sum(answers / FIRST_TAKES * learnt(left) for left in range(1, days + 1)) / 1000
    assert 0.998 * most < bound < 1.02 * most


def test_a_bound_with_time_for_all(dual: ModuleType) -> None:
    """It is below one, and above a first answer on the last day, where minutes cost nothing."""
    assert learnt(1) <= dual.equal(5, 10, 1000.0) <= 1


@pytest.mark.parametrize("mixed", [False, True])
def test_above_every_way(bench: ModuleType, *, mixed: bool) -> None:
    """It lies above what each way recalls, and below that times two, in a scenario not of the bench."""
    scenario = bench.Scenario("small", 6, 40, 10, mixed, mixed)
    most = bench.bound(scenario, 5)

    found = bench.shares(scenario, [(seed, Forgetting(W)) for seed in range(5)])

    best = max(sum(each) / 5 for each in found.values())
    assert best < 1.02 * most < 2 * best


def test_what_does_not_hold(bench: ModuleType) -> None:
    """It names a scenario in which the plan falls behind."""
    assert not list(bench.lost("A", 0.5, 0.5, 0.505))
    assert len(list(bench.lost("A", 0.5, 0.51, 0.506))) == 2
