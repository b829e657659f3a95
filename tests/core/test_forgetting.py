"""The formulas of FSRS-6."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.forgetting import Forgetting, State, W, after, first, recall
from qbank.core.review import Memory
from qbank.core.schedule import advance, retrievability


def test_the_parameters() -> None:
    """It uses the default parameters of the package that schedules."""
    assert tuple(Scheduler().parameters) == W


@given(st.integers(1, 4), st.lists(st.tuples(st.integers(1, 400), st.integers(1, 4)), max_size=6))
def test_the_same_as_the_package(grade: int, later: list[tuple[int, int]]) -> None:
    """It comes to the states and chances of the fsrs package, a failed answer being repeated the same day."""
    day, memory, state = 0, advance(None, grade, 0), first(grade)
    if grade == 1:
        memory = advance(memory, 3, 0)
    for days, again in later:
        day += days
        assert recall(state, days) == pytest.approx(retrievability(memory, day))
        memory = advance(memory, again, day)
        if again == 1:
            memory = advance(memory, 3, day)
        state = after(state, days, again)
        assert state == pytest.approx((memory.stability, memory.difficulty))


def test_other_parameters() -> None:
    """It follows the parameters of one learner as the package does."""
    theirs = (*W[:8], 1.5, *W[9:20], 0.3)
    scheduler = Scheduler(theirs, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    card, _ = scheduler.review_card(Card(), Rating.Good, start)
    card, _ = scheduler.review_card(card, Rating.Hard, start + timedelta(days=9))

    learner = Forgetting(theirs)
    state = learner.after(learner.first(3), 9, 2)

    assert state == pytest.approx((card.stability, card.difficulty))
    assert learner.recall(state, 20) == pytest.approx(
        scheduler.get_card_retrievability(card, start + timedelta(days=29))
    )
    assert learner.recall(State(5, 5), 20) != recall(State(5, 5), 20)


@given(st.floats(0.1, 300), st.floats(1, 10), st.integers(0, 400))
def test_recall_falls(stability: float, difficulty: float, days: int) -> None:
    """It falls from 1 on, and is .9 after the stability."""
    memory = Memory(stability, difficulty, 0, 1, 1, 0)
    state = first(3)._replace(stability=memory.stability)

    assert 0 < recall(state, days + 1) < recall(state, days) <= 1
    assert recall(state, stability) == pytest.approx(0.9)
