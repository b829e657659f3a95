"""Counts, recall and scores."""

from dataclasses import replace

import pytest

from qbank.core.days import DAY_US, ROLLOVER_US
from qbank.core.progress import Calibration, minutes, progress
from qbank.core.question import Summary
from qbank.core.review import Memory, Review
from qbank.core.text import Text

TODAY = 100
SUMMARIES = [
    Summary(f"{t}/{n}", t, "concept", 3, (), "checked", Text("？"), "") for t in "xy" for n in (1, 2)
]


def row(item: str, day: int, score: float | None = None, *, kind="answer", ms: int | None = None) -> Review:
    return Review(b"", "d", day * DAY_US + ROLLOVER_US, 0, kind, item=item, score=score, ms=ms)


def test_progress() -> None:
    """It counts answers and attempts, means over what was graded, and leaves other banks' entries out."""
    log = [
        row("x/1", 90, 0.2),
        row("x/1", 99, 0.6),
        row("x/2", 100, kind="attempt"),
        row("gone/1", 100, 1.0),
        row("x/1", 100, kind="note"),
    ]
    memories = {"x/1": Memory(3, 5, 99, 100, 2, 0), "gone/1": Memory(3, 5, 99, 100, 2, 0)}
    found = progress(SUMMARIES, memories, {"x/1": 0.9, "gone/1": 0.1}, log, TODAY)

    assert (found.reviews, found.entries, found.seen, found.due) == (3, 4, 2, 1)
    assert (found.mean, found.last7) == (pytest.approx(0.4), 0.6)
    assert found.days == ((90, 1), (99, 1), (100, 1))
    x, y = found.topics
    assert (x.slug, x.entries, x.seen, x.due, x.recall, x.score) == ("x", 2, 2, 1, 0.9, 0.6)
    assert (y.seen, y.due, y.recall, y.score) == (0, 0, None, None)


def test_what_is_ahead_and_behind() -> None:
    """It counts days in a row, what falls due, how ratings fit scores, and what was edited since."""
    log = [
        replace(row("x/1", 97, 0.2), grade=1, item_hash="old"),
        replace(row("x/1", 98, 0.9), grade=3, item_hash="old"),
        replace(row("x/2", 99, 0.7), grade=3, item_hash=""),
        replace(row("y/1", 99), grade=4, item_hash="now"),
    ]
    memories = {
        "x/1": Memory(3, 5, 98, 90, 2, 0),
        "x/2": Memory(3, 5, 99, 103, 2, 0),
        "y/1": Memory(3, 5, 99, 200, 2, 0),
    }
    summaries = [replace(one, hash="now") for one in SUMMARIES]
    found = progress(summaries, memories, dict.fromkeys(memories, 0.8), log, TODAY)

    assert found.streak == 3
    assert found.coming == ((100, 1), (101, 0), (102, 0), (103, 1), (104, 0), (105, 0), (106, 0))
    assert found.calibration == (Calibration(1, 1, 0.2), Calibration(3, 2, pytest.approx(0.8)))
    assert found.changed == (("x/1", 98),)
    assert [topic.mastery for topic in found.topics] == [pytest.approx(0.8), pytest.approx(0.4)]


@pytest.mark.parametrize(
    ("days", "expected"), [((), 0), ((100,), 1), ((99, 98), 2), ((100, 99, 97), 2), ((98,), 0)]
)
def test_days_in_a_row(days: tuple[int, ...], expected: int) -> None:
    """It does not end before today is over."""
    assert progress(SUMMARIES, {}, {}, [row("x/1", day) for day in days], TODAY).streak == expected


def test_nothing_yet() -> None:
    """It says None, not nought, where there is nothing to tell."""
    found = progress(SUMMARIES, {}, {}, [], TODAY)

    assert (found.reviews, found.mean, found.last7, found.days) == (0, None, None, ())


@pytest.mark.parametrize(
    ("due", "times", "expected"), [(0, [], 0), (3, [], 6), (3, [30_000, 60_000, 90_000], 3), (1, [1_000], 1)]
)
def test_minutes(due: int, times: list[int], expected: int) -> None:
    """It rounds up, from the median answer or two minutes."""
    assert minutes(due, [row("x/1", 1, ms=ms) for ms in times]) == expected


def test_due_by_relation() -> None:
    """It counts as due, today, what is related to something that went badly, seen or not."""
    memories = {"x/1": Memory(3, 5, 99, TODAY + 3, 2, 0), "x/2": Memory(3, 5, 99, TODAY + 2, 2, 0)}
    related = {"x/1", "y/1", "gone/1"}
    found = progress(SUMMARIES, memories, {"x/1": 0.9, "x/2": 0.9}, [], TODAY, related=related)

    assert found.due == 2
    assert [topic.due for topic in found.topics] == [1, 1]
    assert [count for _, count in found.coming][:4] == [2, 0, 1, 0]


def test_a_rating_that_nobody_gave() -> None:
    """It leaves the answers of a mock interview out of the calibration."""
    own = replace(row("x/1", 99, 0.5), grade=3)
    mock = replace(own, grade=1, data={"turn": {"main": "x/1", "step": "main"}})

    assert progress(SUMMARIES, {}, {}, [own, mock], TODAY).calibration == (Calibration(3, 1, 0.5),)
