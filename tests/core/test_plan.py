"""What to study until the day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.forgetting import State
from qbank.core.plan import Item, forecast, gain, ranked, seconds, within, worth

TODAY, DAY = 100, 121
states = st.builds(State, st.floats(0.05, 200), st.floats(1, 10))
items = st.builds(
    Item,
    st.uuids().map(str),
    st.none() | states,
    st.integers(1, TODAY),
    st.sampled_from([0.0, 1.0, 3.0]),
    st.floats(20, 300),
)
some = st.lists(items, min_size=1, max_size=12, unique_by=lambda one: one.id)


def new(id_: str, importance: float = 1.0, takes: float = 60.0) -> Item:
    return Item(id_, None, 0, importance, takes)


@given(some)
def test_the_most_worth_first(every: list[Item]) -> None:
    """It puts what adds most per second first, and leaves out what was answered today."""
    found = ranked(every, TODAY, DAY)
    values = [worth(one, TODAY, DAY) for one in found]

    assert values == sorted(values, reverse=True)
    assert all(value > 0 for value in values)
    assert all(one.state is None or one.last_day < TODAY for one in found)
    assert ranked(reversed(every), TODAY, DAY) == found


@given(states, st.integers(1, 60))
def test_an_answer_never_harms_what_is_new(state: State, left: int) -> None:
    """It gains from a first answer, and the more the fewer days are left."""
    assert gain(new("a"), TODAY, TODAY + left) > gain(new("a"), TODAY, TODAY + left + 1) > 0
    assert gain(Item("a", state, TODAY - 1, 1, 60), TODAY, TODAY + left) < 1


def test_importance_and_cost() -> None:
    """It prefers what matters more and what takes less."""
    every = [new("dull", 0.3), new("usual"), new("starred", 3.0), new("long", 1.0, 600), new("never", 0.0)]

    assert [one.id for one in ranked(every, TODAY, DAY)] == ["starred", "usual", "dull", "long"]


@given(some, st.floats(1, 60))
def test_within_the_minutes(every: list[Item], minutes: float) -> None:
    """It takes from the front what fits, and one thing at least."""
    chosen = within(every, minutes)

    assert chosen == every[: len(chosen)]
    assert len(chosen) == 1 or sum(map(seconds, chosen)) <= 60 * minutes


@given(some)
def test_a_forecast(every: list[Item]) -> None:
    """It gives each question a chance, the same for the same seed, and names what it never gets to."""
    found = forecast(every, TODAY, TODAY + 3, 5)

    assert found == forecast(list(every), TODAY, TODAY + 3, 5)
    assert set(found.chances) == {one.id for one in every}
    assert all(0 <= chance <= 1 for chance in found.chances.values())
    assert found.recalled == pytest.approx(sum(found.chances.values()))
    assert all(found.chances[id_] == 0 for id_ in found.skipped)
    assert 0 <= found.weighted <= 1


def test_more_time_recalls_more() -> None:
    """It expects more of more minutes, and says what it skips on purpose when there are few."""
    every = [new(f"{number:03}") for number in range(200)]
    short, long = (forecast(every, TODAY, TODAY + 7, minutes) for minutes in (10, 40))

    assert short.recalled < long.recalled
    assert len(short.skipped) > len(long.skipped)


def test_no_day_left() -> None:
    """It expects on the day itself what is known then."""
    found = forecast([Item("a", State(10, 5), TODAY - 10, 1, 60), new("b")], TODAY, TODAY, 30)

    assert found.chances["a"] == pytest.approx(0.9)
    assert found.skipped == ("b",)
