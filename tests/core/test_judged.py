"""Key points turned over by the person, and back."""

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.grading import Grade, grade
from qbank.core.judged import Judged
from tests.core import rubrics

ENTRY = rubrics.entry(
    rubrics.point("why", ["缓存"], ["重算"], text="缓存历史，避免重算", weight=3),
    rubrics.point("grow", ["batch"], ["增长"], text="大小随 batch 增长", weight=2),
    rubrics.point("share", ["共享"], text="GQA 共享头"),
    mistakes=[rubrics.mistake("大小与 batch 无关", "grow")],
)


def _given() -> Grade:
    found = grade("大小与 batch 没有关系。缓存历史，不用重算。", ENTRY)
    assert found is not None
    assert [point.status for point in found.points] == ["covered", "contradicted", "missed"]
    return found


def test_a_contradicted_point() -> None:
    """It counts once the person says so, and is contradicted again when they take that back."""
    judged = Judged(_given(), ENTRY)
    said = judged.turned(1)

    assert said.grade.points[1].status == "covered"
    assert said.grade.misconceptions == ()
    assert said.turned(1).grade == judged.grade == _given()
    assert said.turned(1).grade.misconceptions


def test_a_covered_point() -> None:
    """It is missed once the person says so, and covered with its evidence when they take that back."""
    judged = Judged(_given(), ENTRY).turned(0)

    assert judged.grade.points[0].status == "missed"
    assert judged.turned(0).grade == _given()


@given(st.lists(st.integers(0, 2), max_size=8))
def test_turned_in_any_order(turns: list[int]) -> None:
    """It depends only on how often each point was turned, odd or even."""
    judged = Judged(_given(), ENTRY)
    for index in turns:
        judged = judged.turned(index)
    plain = Judged(_given(), ENTRY)
    for index in sorted({index for index in turns if turns.count(index) % 2}):
        plain = plain.turned(index)

    assert judged.grade == plain.grade
