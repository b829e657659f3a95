"""The laws of the schedule."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.core.days import DAY_US
from qbank.core.review import Memory, Review, ReviewKind, uuid7
from qbank.core.schedule import VERSION, advance, replay, retrievability, stamp

HOUR_US = DAY_US // 24
GRADES = st.integers(1, 4)
RETENTIONS = st.sampled_from([0.7, 0.8, 0.9, 0.97])
GAPS = st.one_of(st.integers(0, 3), st.integers(0, 400), st.integers(0, 10**6))


def answer(
    at: int, grade: int | None, item: str | None = "a/b", kind: ReviewKind = "answer", n: int = 0
) -> Review:
    return Review(uuid7(at, n.to_bytes(8, "big")), "here", at, 480, kind, item=item, grade=grade)


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """Make a memory that some answers led to."""
    memory, day = None, draw(st.integers(-1000, 40_000))
    for gap, grade in draw(st.lists(st.tuples(GAPS, GRADES), min_size=1, max_size=8)):
        day += gap
        memory = advance(memory, grade, day)
    assert memory is not None
    return memory


@st.composite
def logs(draw: st.DrawFn) -> list[Review]:
    """Make a log with answers to three questions, attempts, settings, and undos of any row."""
    rows: list[Review] = []
    at = 1_700_000_000_000_000
    for number in range(draw(st.integers(0, 20))):
        at += draw(st.one_of(st.just(0), st.integers(0, 40 * DAY_US)))
        kind = draw(st.sampled_from(["answer", "answer", "answer", "attempt", "params", "undo"]))
        item = draw(st.sampled_from(["a/a", "a/b", "c/d", None]))
        row = replace(answer(at, draw(GRADES), item, kind, number), offset=draw(st.integers(-720, 840)))
        if kind == "undo" and rows:
            row = replace(row, target=draw(st.sampled_from(rows)).id)
        rows.append(row)
    return rows


@given(logs(), st.randoms(use_true_random=False))
def test_replay_ignores_order(rows: list[Review], random: Random) -> None:
    """It derives the same memories in whatever order the rows are given, and again the second time."""
    shuffled = list(rows)
    random.shuffle(shuffled)

    assert replay(shuffled) == replay(rows) == replay(rows)


@given(logs(), GRADES, st.integers(0, 10**9), RETENTIONS)
def test_replay_is_advance(rows: list[Review], grade: int, pause: int, retention: float) -> None:
    """It gives what advancing the memories of all earlier rows by the last row gives."""
    last = answer(max((row.at for row in rows), default=0) + 1 + pause, grade)
    before = replay(rows, retention=retention)

    after = replay([*rows, last], retention=retention)

    assert after == before | {"a/b": advance(before.get("a/b"), grade, last.day, retention=retention)}


@given(logs(), st.data())
def test_undo_is_as_if_never(rows: list[Review], data: st.DataObject) -> None:
    """It replays an undone answer as if it had never been given."""
    row = answer(data.draw(st.integers(0, 2 * 10**15)), 1, n=99)
    undo = replace(answer(data.draw(st.integers(0, 2 * 10**15)), None, kind="undo", n=100), target=row.id)

    assert replay([*rows, row, undo]) == replay(rows)


@given(st.none() | memories(), GRADES, GAPS, RETENTIONS)
def test_due_later(memory: Memory | None, grade: int, gap: int, retention: float) -> None:
    """It makes nothing due before tomorrow, whatever the rating, and nothing due beyond a hundred years."""
    day = gap + (memory.last_day if memory else 20_000)

    after = advance(memory, grade, day, retention=retention)

    assert day + 1 <= after.due_day <= day + 36_500
    assert after.last_day == day
    assert after.stability > 0
    assert 1 <= after.difficulty <= 10


@given(st.none() | memories(), GAPS, RETENTIONS)
def test_better_is_later(memory: Memory | None, gap: int, retention: float) -> None:
    """It never asks sooner for a better rating."""
    day = gap + (memory.last_day if memory else 20_000)

    again, hard, good, easy = (
        advance(memory, grade, day, retention=retention).due_day for grade in (1, 2, 3, 4)
    )

    assert again <= hard <= good <= easy


@given(memories(), GRADES, st.integers(0, 3))
def test_time_never_runs_back(memory: Memory, grade: int, days: int) -> None:
    """It takes an answer on an earlier study day (a flight to the west) as one on the same day."""
    assert advance(memory, grade, memory.last_day - days) == advance(memory, grade, memory.last_day)


@given(memories(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_recall_falls(memory: Memory, one: int, other: int) -> None:
    """It lets the chance of recall fall from 1 on the day itself, and never rise with time."""
    sooner, later = sorted((one, other))

    assert retrievability(memory, memory.last_day) == 1
    assert (
        0
        < retrievability(memory, memory.last_day + later)
        <= retrievability(memory, memory.last_day + sooner)
    )
    assert retrievability(memory, memory.last_day - 1) == 1


@given(memories())
def test_stability_is_its_definition(memory: Memory) -> None:
    """It gives nine chances in ten after as many days as the stability says."""
    if memory.stability < 36_000:
        before = retrievability(memory, memory.last_day + int(memory.stability))
        after = retrievability(memory, memory.last_day + int(memory.stability) + 1)

        assert after < 0.9 + 1e-9
        assert before > 0.9 - 1e-9


def test_next_morning_is_a_day() -> None:
    """It counts a review 23 hours later, on the next study day, as one day, the same as 24 hours later."""
    evening = 20_000 * DAY_US + 14 * HOUR_US  # 22:00 in UTC+8
    rows = [answer(evening, 3), answer(evening + 23 * HOUR_US, 3)]
    full_day = [answer(evening, 3), answer(evening + 24 * HOUR_US, 3)]

    assert replay(rows) == replay(full_day)
    assert replay(rows)["a/b"].stability == pytest.approx(7.315, abs=0.001)


def test_after_midnight_is_today() -> None:
    """It counts 01:00 as still the evening before: the study day begins at 04:00 by the row's own offset."""
    evening = 20_000 * DAY_US + 14 * HOUR_US  # 22:00 in UTC+8
    night = answer(evening + 3 * HOUR_US, 3)
    elsewhere = replace(night, offset=480 + 3 * 60)  # the same instant, 04:00 where the person has moved

    assert replay([answer(evening, 3), night])["a/b"].stability == pytest.approx(2.3065, abs=0.001)
    assert replay([answer(evening, 3), elsewhere])["a/b"].stability == pytest.approx(7.315, abs=0.001)


def test_again_in_the_same_session() -> None:
    """It lowers the stability for a question missed and then remembered in one session, and asks later."""
    known = advance(advance(None, 3, 100), 3, 102)

    missed = advance(known, 1, 110)
    remembered = advance(missed, 3, 110)

    assert missed.stability < remembered.stability < known.stability
    assert missed.due_day >= 111
    assert remembered.due_day >= 111


def test_lapses() -> None:
    """It counts rated answers, and those that failed after the first."""
    memory = advance(advance(advance(advance(None, 1, 1), 3, 2), 1, 3), 1, 9)

    assert (memory.reviews, memory.lapses) == (4, 2)


def test_only_rated_answers_count() -> None:
    """It passes over attempts, rows without a question, and answers without a rating."""
    assert replay([answer(1, 3, kind="attempt"), answer(2, 3, item=None), answer(3, None)]) == {}


@settings(max_examples=30)
@given(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62), GRADES)
def test_wild_clocks(one: int, other: int, grade: int) -> None:
    """It survives rows of any time that fits the log, such as a clock that stood in the year 3000."""
    memory = replay([answer(one % 2**46, grade), replace(answer(0, grade, n=1), at=other)])["a/b"]

    assert memory.due_day > memory.last_day


def test_retention_asks_more_often() -> None:
    """It asks sooner where the person wants to remember more, and says so in the stamp."""
    assert advance(None, 4, 0, retention=0.95).due_day < advance(None, 4, 0, retention=0.8).due_day
    assert stamp(0.95) != stamp(0.8)
    assert stamp() == stamp(0.9)


def test_version() -> None:
    """It still replays this log to these memories; if not, VERSION must be raised."""
    rows = [
        answer(day * DAY_US, grade)
        for day, grade in ((100, 3), (103, 2), (103, 3), (110, 1), (111, 4), (140, 3))
    ]

    memory = replay(rows)["a/b"]

    assert VERSION == "fsrs6-1"
    assert (memory.last_day, memory.due_day, memory.reviews, memory.lapses) == (140, 161, 6, 1)
    assert (memory.stability, memory.difficulty) == pytest.approx(
        (21.32667415518319, 7.647898025739264), abs=1e-9
    )
