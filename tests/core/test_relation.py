"""One loop: what is related to a weak answer is due."""

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.days import DAY_US
from qbank.core.history import effective
from qbank.core.interview_log import asked
from qbank.core.relation import Failure, Related, due_by_relation, failures
from qbank.core.review import Review
from qbank.core.turns import Turn

IDS = ("a/1", "a/2", "b/1", "b/2")
RELATED = {"a/1": ("b/1", "b/2"), "a/2": ("b/1", "a/2")}


def row(
    number: int, item: str, grade: int | None = 1, *, mock: bool = True, kind: str = "answer", **more: object
):
    data = {"session": "s", **(asked(Turn(item, "main", see=item)) if mock else {})}
    id_ = number.to_bytes(16, "big")
    return Review(id_, "here", number * DAY_US, 0, kind, item, grade=grade, data=data, **more)


def due(*rows: Review) -> dict[str, Related]:
    counted = effective(rows)
    return due_by_relation(failures(counted), RELATED, counted)


def test_a_weak_answer() -> None:
    """It makes related entries due from its day on, and not the entry itself."""
    assert due(row(5, "a/1")) == {id_: Related(4, ("a/1",)) for id_ in ("b/1", "b/2")}
    assert set(due(row(5, "a/2"))) == {"b/1"}


def test_what_is_no_weak_answer() -> None:
    """It takes neither a better answer, nor one of a quiz, nor an attempt."""
    assert due(row(5, "a/1", 2)) == {}
    assert due(row(5, "a/1", mock=False)) == {}
    assert due(row(5, "a/1", kind="attempt")) == {}
    assert due(row(5, "b/1")) == {}


def test_an_answer_settles_it() -> None:
    """It is due until it is answered after that, whatever the rating; a later weak answer begins anew."""
    assert set(due(row(5, "a/1"), row(6, "b/1", 1, mock=False))) == {"b/2"}
    assert set(due(row(4, "b/1", 3, mock=False), row(5, "a/1"))) == {"b/1", "b/2"}
    assert due(row(5, "a/1"), row(6, "b/1", 3), row(7, "a/2"))["b/1"] == Related(6, ("a/2",))


def test_several_reasons() -> None:
    """It names each reason once, in their order, and is due from the first."""
    assert due(row(5, "a/2"), row(6, "a/1"), row(7, "a/2"))["b/1"] == Related(4, ("a/2", "a/1"))


def test_an_undo() -> None:
    """It goes when the weak answer is taken back."""
    weak = row(5, "a/1")

    assert due(weak, row(6, "a/1", None, kind="undo", target=weak.id)) == {}


def test_any_failure_will_do() -> None:
    """It asks only what failed and where: a problem that was not accepted is a failure like another."""
    rows = [row(4, "b/2", 3), row(5, "b/1", 3)]
    failed = [Failure("coding/x", 1, 4)]

    assert due_by_relation(failed, {"coding/x": ["b/1", "b/2"]}, rows) == {
        "b/1": Related(4, ("coding/x",)),
        "b/2": Related(4, ("coding/x",)),
    }


def judged(number: int, verdict: str) -> Review:
    id_ = number.to_bytes(16, "big")
    return Review(id_, "here", number * DAY_US, 0, "attempt", "coding/x", data={"verdict": verdict})


def test_a_coding_problem() -> None:
    """It takes a problem that was judged to be wrong for a failure, until it is solved."""
    wrong = [judged(1, "wrong_answer"), judged(2, "judge_error"), judged(3, "time_limit")]

    assert failures(wrong) == [Failure("coding/x", 0, 0), Failure("coding/x", 2, 2)]
    assert failures([*wrong, judged(4, "accepted")]) == []
    assert failures([judged(1, "accepted"), judged(2, "runtime_error")]) == [Failure("coding/x", 1, 1)]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.integers(1, 4), st.booleans()), max_size=12), st.randoms())
def test_a_replay_gives_the_same(drawn, random) -> None:
    """It depends on the rows, not on the order in which they came together."""
    rows = [row(number, item, grade, mock=mock) for number, (item, grade, mock) in enumerate(drawn, 1)]
    mixed = list(rows)
    random.shuffle(mixed)

    assert due(*mixed) == due(*rows)
    for id_, found in due(*rows).items():
        last = max((at for at, one in enumerate(rows) if one.item == id_), default=-1)
        weak = [at for at, one in enumerate(rows) if one.item in found.because and one.grade == 1]
        assert max(weak) > last
