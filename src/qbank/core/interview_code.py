"""The coding problem that ends a mock interview: which one, and what part of the time is its own."""

import random
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from qbank.core.interview import Item, Script
from qbank.core.question import Summary

SHORTEST = 15  # minutes of an interview with a coding problem
_SHARE, _LEAST = 0.4, 10  # of the time, in minutes at least


def share(minutes: int) -> int:
    """Return the minutes that are kept for the coding problem."""
    return max(_LEAST, round(_SHARE * minutes))


def with_problem(
    typed: Script,
    problems: Iterable[Summary],
    minutes: int,
    *,
    weights: Mapping[str, float] | None = None,
    passed: Set[str] = frozenset(),
    recent: Set[str] = frozenset(),
) -> Script:
    """Return a script that ends with one of the problems.

    Args:
        typed: The questions before it, of what `share` leaves of the minutes; its seed draws the problem.
        problems: What may be drawn, at least one, in any order.
        minutes: Of the whole interview.
        weights: How much a topic matters, by slug; 1 where nothing is said, 0 leaves it out.
        passed: Ids that were solved; they come only where all were.
        recent: Ids that the last interviews asked; of several that are alike the others come.
    """
    weigh = weights or {}
    pool = sorted(problems, key=lambda one: one.id)
    pool = [one for one in pool if weigh.get(one.topic, 1.0) > 0] or pool
    first = min((one.id in passed, one.id in recent) for one in pool)
    pool = [one for one in pool if (one.id in passed, one.id in recent) == first]
    chance = random.Random(f"code {typed.seed}")  # noqa: S311  # a choice, not a secret
    drawn = chance.choices(pool, [weigh.get(one.topic, 1.0) or 1.0 for one in pool])[0]
    return replace(typed, minutes=minutes, code=Item(drawn.id, 60.0 * share(minutes)))
