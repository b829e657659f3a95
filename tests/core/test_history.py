"""Which rows of the log count."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.history import days_to_interview, effective, importances, notes, renamed, suspended, wordings
from qbank.core.review import Review, ReviewKind


def row(
    number: int,
    kind: ReviewKind,
    *,
    at: int | None = None,
    undoes: int | None = None,
    item: str | None = "a/b",
    **data: object,
) -> Review:
    return Review(
        id=number.to_bytes(16, "big"),
        device="here",
        at=number if at is None else at,
        offset=0,
        kind=kind,
        item=item,
        target=None if undoes is None else undoes.to_bytes(16, "big"),
        data=data,
    )


def numbers(rows: list[Review]) -> list[int]:
    return [int.from_bytes(found.id, "big") for found in rows]


def test_order() -> None:
    """It sorts by time, then by id."""
    rows = [row(3, "answer", at=5), row(1, "answer", at=9), row(2, "answer", at=5)]

    assert numbers(effective(rows)) == [2, 3, 1]


def test_undo() -> None:
    """It leaves out a row that is undone, and the undo."""
    assert numbers(effective([row(1, "answer"), row(2, "answer"), row(3, "undo", undoes=1)])) == [2]


def test_undo_sorts_first() -> None:
    """It lets an undo win where another clock put it before the row that it names."""
    assert numbers(effective([row(1, "answer", at=100), row(2, "undo", at=1, undoes=1)])) == []


def test_undo_of_an_undo() -> None:
    """It restores a row by undoing its undo, and takes it back again by undoing that."""
    rows = [row(1, "answer"), row(2, "undo", undoes=1), row(3, "undo", undoes=2)]

    assert numbers(effective(rows)) == [1]
    assert numbers(effective([*rows, row(4, "undo", undoes=3)])) == []


def test_two_undos() -> None:
    """It needs both of two undos undone before a row counts again."""
    rows = [row(1, "answer"), row(2, "undo", undoes=1), row(3, "undo", undoes=1), row(4, "undo", undoes=2)]

    assert numbers(effective(rows)) == []
    assert numbers(effective([*rows, row(5, "undo", undoes=3)])) == [1]


def test_undo_ring() -> None:
    """It gives no effect to undo rows that name each other or themselves, and ends."""
    ring = [row(1, "undo", undoes=2), row(2, "undo", undoes=1), row(3, "undo", undoes=3)]

    assert numbers(effective([*ring, row(4, "answer")])) == [4]


def test_undo_of_nothing() -> None:
    """It takes an undo without a target, or of a row from elsewhere, as saying nothing."""
    assert numbers(effective([row(1, "answer"), row(2, "undo"), row(3, "undo", undoes=9)])) == [1]


@given(st.lists(st.integers(0, 14), max_size=15), st.randoms(use_true_random=False))
def test_any_undos(targets: list[int], random: object) -> None:
    """It ignores input order on any tangle, and where each names an earlier row, the last word wins."""
    rows = [row(0, "answer")] + [row(n + 1, "undo", undoes=target) for n, target in enumerate(targets)]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    kept = numbers(effective(rows))

    assert kept == numbers(effective(shuffled))
    assert kept in ([], [0])
    if all(
        target < n + 1 for n, target in enumerate(targets)
    ):  # each names an earlier row: simple backward law
        force = [True] * (len(rows))
        for number in range(len(rows) - 1, 0, -1):
            if force[number]:
                force[targets[number - 1]] = False
        assert (kept == [0]) is force[0]


def test_suspended() -> None:
    """It takes the last word on each entry, and an undone one not at all."""
    rows = [
        row(1, "suspend", item="a/a", on=True),
        row(2, "suspend", item="a/b", on=True),
        row(3, "suspend", item="a/b", on=False),
        row(4, "suspend", item="a/c", on=True),
        row(5, "undo", undoes=4),
        row(6, "suspend", item=None, on=True),
    ]

    assert suspended(rows) == {"a/a"}


def test_renamed() -> None:
    """It puts rows under the id of today, and leaves all others alone."""
    rows = [row(1, "answer", item="a/old"), row(2, "answer"), row(3, "plan", item=None)]

    assert [each.item for each in renamed(rows, {"a/old": "a/new"})] == ["a/new", "a/b", None]
    assert renamed(rows, {}) == rows


def test_importances() -> None:
    """It takes the last importance of each entry."""
    rows = [
        row(2, "importance", value=5),
        row(1, "importance", value=1),
        row(3, "importance", item=None, value=2),
    ]

    assert importances(rows) == {"a/b": 5.0}


def test_notes() -> None:
    """It keeps every note in order."""
    rows = [
        row(2, "note", text="二"),
        row(1, "note", text="一"),
        row(3, "answer"),
        row(4, "note", item=None, text=""),
    ]

    assert notes(rows) == {"a/b": ["一", "二"]}


def test_wordings() -> None:
    """It gathers the phrases of each key point."""
    rows = [
        row(1, "wording", point="p1", text="早停"),
        row(2, "wording", point="p1", text="提前停"),
        row(3, "wording", point="p2", text="dropout"),
        row(4, "wording", item=None, point="p2", text="x"),
        row(5, "note", text="x"),
    ]

    assert wordings(rows) == {"a/b": {"p1": ["早停", "提前停"], "p2": ["dropout"]}}


def test_days_to_the_interview() -> None:
    """It counts from the study day to the date of the latest plan that names one."""
    today = date(2026, 11, 21)
    rows = [row(1, "plan", item=None, date="2026-12-01"), row(2, "plan", item=None, date="2026-12-12")]

    assert days_to_interview(rows, today) == 21
    assert days_to_interview([*rows, row(3, "undo", undoes=2, item=None)], today) == 10
    assert days_to_interview([row(1, "plan", item=None, minutes=30)], today) is None
