"""The formulas of FSRS-6 with its default parameters, as plain numbers: what a plan works through.

The schedule itself is computed by the `fsrs` package (`schedule.py`); a test holds that both agree. Formulas
and parameters: "The Algorithm" in the wiki of open-spaced-repetition/fsrs4anki, FSRS-6.
"""

from math import exp
from typing import NamedTuple

W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
_DECAY = -W[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_LEAST = 0.001  # days of stability
_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4


class State(NamedTuple):
    """How well one question is remembered: stability in days, difficulty 1 to 10."""

    stability: float
    difficulty: float


def recall(state: State, days: float) -> float:
    """Return the chance, 0 to 1, to recall after some days."""
    return float((1 + _FACTOR * days / state.stability) ** _DECAY)


def first(grade: int) -> State:
    """Return the state after the first answer; one that failed is answered once more on the same day."""
    state = State(max(W[grade - 1], _LEAST), _first_difficulty(grade))
    return _again(state) if grade == _AGAIN else state


def after(state: State, days: float, grade: int) -> State:
    """Return the state after an answer `days` after the last; a failed one is repeated that day."""
    chance = recall(state, days)
    difficulty = _next_difficulty(state.difficulty, grade)
    if grade == _AGAIN:
        return _again(State(_forgotten(state, chance), difficulty))
    return State(_recalled(state, chance, grade), difficulty)


def _again(state: State) -> State:
    """Return the state after a second, good answer on the day of a failed one."""
    growth = exp(W[17] * W[18]) * state.stability ** -W[19]
    stability = max(state.stability * max(growth, 1.0), _LEAST)
    return State(stability, _next_difficulty(state.difficulty, _GOOD))


def _recalled(state: State, chance: float, grade: int) -> float:
    factor = {_HARD: W[15], _EASY: W[16]}.get(grade, 1.0)
    growth = exp(W[8]) * (11 - state.difficulty) * state.stability ** -W[9] * (exp((1 - chance) * W[10]) - 1)
    return float(state.stability * (1 + growth * factor))


def _forgotten(state: State, chance: float) -> float:
    long = (
        W[11] * state.difficulty ** -W[12] * ((state.stability + 1) ** W[13] - 1) * exp((1 - chance) * W[14])
    )
    return float(max(min(long, state.stability / exp(W[17] * W[18])), _LEAST))


def _first_difficulty(grade: int) -> float:
    return min(max(W[4] - exp(W[5] * (grade - 1)) + 1, 1.0), 10.0)


def _next_difficulty(difficulty: float, grade: int) -> float:
    easiest = W[4] - exp(W[5] * 3) + 1
    moved = difficulty - W[6] * (grade - 3) * (10 - difficulty) / 9
    return min(max(W[7] * easiest + (1 - W[7]) * moved, 1.0), 10.0)
