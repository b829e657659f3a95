"""The formulas of FSRS-6 as plain numbers, with the default parameters or others: what a plan works through.

The schedule itself is computed by the `fsrs` package (`schedule.py`); a test holds that both agree. Formulas
and parameters: "The Algorithm" in the wiki of open-spaced-repetition/fsrs4anki, FSRS-6.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
_LEAST = 0.001  # days of stability
_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4


class State(NamedTuple):
    """How well one question is remembered: stability in days, difficulty 1 to 10."""

    stability: float
    difficulty: float


class Forgetting:
    """How one learner forgets, by the 21 parameters of FSRS-6."""

    def __init__(self, parameters: Sequence[float]) -> None:
        self._w = tuple(parameters)
        self._decay = -self._w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def recall(self, state: State, days: float) -> float:
        """Return the chance, 0 to 1, to recall after some days."""
        return float((1 + self._factor * days / state.stability) ** self._decay)

    def first(self, grade: int) -> State:
        """Return the state after the first answer; one that failed is answered once more on the same day."""
        state = State(max(self._w[grade - 1], _LEAST), self._first_difficulty(grade))
        return self._again(state) if grade == _AGAIN else state

    def after(self, state: State, days: float, grade: int) -> State:
        """Return the state after an answer `days` after the last; a failed one is repeated that day."""
        chance = self.recall(state, days)
        difficulty = self._next_difficulty(state.difficulty, grade)
        if grade == _AGAIN:
            return self._again(State(self._forgotten(state, chance), difficulty))
        return State(self._recalled(state, chance, grade), difficulty)

    def _again(self, state: State) -> State:
        """Return the state after a second, good answer on the day of a failed one."""
        w = self._w
        growth = exp(w[17] * w[18]) * state.stability ** -w[19]
        stability = max(state.stability * max(growth, 1.0), _LEAST)
        return State(stability, self._next_difficulty(state.difficulty, _GOOD))

    def _recalled(self, state: State, chance: float, grade: int) -> float:
        w = self._w
        factor = {_HARD: w[15], _EASY: w[16]}.get(grade, 1.0)
        ease = exp(w[8]) * (11 - state.difficulty)
        growth = ease * state.stability ** -w[9] * (exp((1 - chance) * w[10]) - 1)
        return float(state.stability * (1 + growth * factor))

    def _forgotten(self, state: State, chance: float) -> float:
        w = self._w
        held = (state.stability + 1) ** w[13] - 1
        long = w[11] * state.difficulty ** -w[12] * held * exp((1 - chance) * w[14])
        return float(max(min(long, state.stability / exp(w[17] * w[18])), _LEAST))

    def _first_difficulty(self, grade: int) -> float:
        return min(max(self._w[4] - exp(self._w[5] * (grade - 1)) + 1, 1.0), 10.0)

    def _next_difficulty(self, difficulty: float, grade: int) -> float:
        w = self._w
        easiest = w[4] - exp(w[5] * 3) + 1
        moved = difficulty - w[6] * (grade - 3) * (10 - difficulty) / 9
        return min(max(w[7] * easiest + (1 - w[7]) * moved, 1.0), 10.0)


_USUAL = Forgetting(W)
recall = _USUAL.recall
first = _USUAL.first
after = _USUAL.after
