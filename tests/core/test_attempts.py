"""How far a person is with a coding problem, and what an accepted solution is worth."""

from typing import Any

from qbank.core.attempts import Standing, rating, standing, standings
from qbank.core.review import Rating, Review, uuid7

DAY = 86_400_000_000


def row(day: float, kind: str = "attempt", item: str = "coding/gqa", **data: Any) -> Review:
    at = int((20_000 + day) * DAY) + DAY // 2
    return Review(uuid7(at, bytes(8)), "d", at, 0, kind, item=item, data=data)  # type: ignore[arg-type]


def tried(day: float, verdict: str) -> Review:
    return row(day, verdict=verdict)


TODAY = tried(0, "accepted").day


def test_nothing_is_new() -> None:
    """It is new before the first run, also after a hint."""
    assert standing([]) == Standing("new")
    assert standing([row(0, "aid", hint=2)]) == Standing("new", hints=2)


def test_a_failed_run_after_a_pass_is_a_failure() -> None:
    """It goes by the last run."""
    assert standing([tried(0, "wrong_answer"), tried(0.1, "accepted")]).state == "passed"
    assert standing([tried(0, "accepted"), tried(3, "time_limit")]) == Standing("failed", tries=2)


def test_help_counts_until_the_next_pass() -> None:
    """It forgets hints and the solution once the problem is accepted."""
    rows = [row(0, "aid", solution=True), row(0.1, "aid", hint=3)]

    assert standing(rows) == Standing("new", hints=3, is_assisted=True)
    assert standing([*rows, tried(0.2, "accepted")]) == Standing("passed", tries=1)


def test_a_pass_at_once_is_good() -> None:
    """It is worth Good without a failed run, Hard after one, Again after the solution."""
    assert rating([], TODAY) == Rating.GOOD
    assert rating([row(0, "aid", hint=1)], TODAY) == Rating.GOOD
    assert rating([row(0, "aid", hint=3)], TODAY) == Rating.HARD
    assert rating([tried(-0.1, "runtime_error")], TODAY) == Rating.HARD
    assert rating([row(0, "aid", solution=True), tried(0, "wrong_answer")], TODAY) == Rating.AGAIN


def test_it_counts_once_a_day() -> None:
    """It moves the schedule at the first pass of a study day only."""
    assert rating([tried(0, "accepted")], TODAY) is None
    assert rating([tried(-2, "accepted")], TODAY) == Rating.GOOD


def test_what_is_undone_does_not_count() -> None:
    """It leaves out what was taken back."""
    done = tried(0, "accepted")
    undo = Review(b"u" * 16, "d", done.at + 1, 0, "undo", item=done.item, target=done.id)

    assert standing([done, undo]) == Standing("new")


def test_each_problem_has_its_own() -> None:
    """It keeps problems apart, and leaves out what is no problem."""
    rows = [
        tried(0, "accepted"),
        row(0, item="coding/rope", verdict="wrong_answer"),
        row(0, item="training/x"),
    ]

    assert {item: each.state for item, each in standings(rows).items()} == {
        "coding/gqa": "passed",
        "coding/rope": "failed",
    }
