"""The script of a mock interview."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.interview import MAIN_SECONDS, Candidate, script, seconds


@st.composite
def banks(draw: st.DrawFn) -> list[Candidate]:
    """Return candidates with different ids."""
    ids = draw(st.lists(st.from_regex(r"[a-e]/[a-z]{1,3}", fullmatch=True), unique=True, max_size=25))
    return [
        Candidate(
            id_,
            id_[0],
            draw(st.sampled_from(sorted(MAIN_SECONDS))),
            draw(st.integers(1, 5)),
            draw(st.integers(0, 4)),
            draw(st.booleans()),
        )
        for id_ in ids
    ]


def some(topic: str, count: int, **more: object) -> list[Candidate]:
    return [Candidate(f"{topic}/{n}", topic, "concept", n % 5 + 1, 2, **more) for n in range(count)]


@given(banks(), st.integers(1, 60), st.integers())
def test_it_fits_the_minutes(bank, minutes: int, seed: int) -> None:
    """It takes no longer than the minutes, unless it is one question, and leaves out nothing that fits."""
    made = script(bank, minutes, seed)
    taken = sum(item.seconds for item in made.items)
    eligible = [one for one in bank if one.is_graded] or bank
    left = [one for one in eligible if one.id not in made.ids]

    assert taken <= 60 * minutes or len(made.items) == 1
    assert all(taken + seconds(one) > 60 * minutes for one in left)
    assert bool(made.items) is bool(bank)


@given(banks(), st.integers(1, 60), st.integers(), st.randoms())
def test_the_same_seed_gives_the_same_script(bank, minutes: int, seed: int, random) -> None:
    """It depends on the seed, and not on the order of the bank."""
    mixed = list(bank)
    random.shuffle(mixed)

    assert script(mixed, minutes, seed) == script(bank, minutes, seed)


@given(banks(), st.integers(1, 60), st.integers())
def test_no_question_twice_and_harder_ones_later(bank, minutes: int, seed: int) -> None:
    """It asks each question once, and none after a harder one."""
    made = script(bank, minutes, seed)
    hard = {one.id: one.difficulty for one in bank}

    assert len(set(made.ids)) == len(made.ids)
    assert [hard[id_] for id_ in made.ids] == sorted(hard[id_] for id_ in made.ids)


@given(banks(), st.integers(1, 60), st.integers())
def test_drafts_only_where_there_is_nothing_else(bank, minutes: int, seed: int) -> None:
    """It asks what nothing can grade only where no rubric is among the candidates."""
    graded = {one.id for one in bank if one.is_graded}

    assert not graded or set(script(bank, minutes, seed).ids) <= graded


@pytest.mark.parametrize("seed", range(20))
def test_it_spreads_over_the_topics(seed: int) -> None:
    """It comes to most topics before it stays with one, large or small."""
    bank = [*some("a", 40), *some("b", 10), *some("c", 10), *some("d", 10)]
    topics = Counter(id_[0] for id_ in script(bank, 26, seed).ids)

    assert topics.total() == 8
    assert len(topics) >= 3
    assert max(topics.values()) <= 5


def test_weights_decide() -> None:
    """It leaves out a topic of weight 0, unless there is no other, and comes to a weighty one more often."""
    bank = [*some("a", 20), *some("b", 20)]
    made = [script(bank, 30, seed, weights={"a": 4.0, "b": 0.5}) for seed in range(20)]
    drawn = Counter(id_[0] for one in made for id_ in one.ids)

    assert drawn["a"] > 1.5 * drawn["b"]
    assert {id_[0] for id_ in script(bank, 30, 1, weights={"b": 0.0}).ids} == {"a"}
    assert script(some("b", 3), 30, 1, weights={"b": 0.0}).ids


def test_what_was_asked_lately_is_avoided() -> None:
    """It asks other questions where there are some."""
    bank = some("a", 30)
    first = script(bank, 15, 1)
    second = script(bank, 15, 1, recent=set(first.ids))

    assert not set(first.ids) & set(second.ids)
    assert set(script(bank[:4], 60, 1, recent={one.id for one in bank}).ids) == {one.id for one in bank[:4]}


def test_follow_ups_are_preferred() -> None:
    """It prefers what can be asked further, and counts the time of it."""
    bank = some("a", 10) + [replace(one, id=f"{one.id}x", follow_ups=0) for one in some("a", 10)]
    counts = Counter(id_.endswith("x") for seed in range(20) for id_ in script(bank, 12, seed).ids)

    assert counts[False] > 2 * counts[True]
    assert seconds(bank[0]) == 105 + 2 * 45
    assert seconds(bank[-1]) == 105
