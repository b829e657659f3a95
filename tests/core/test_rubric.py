"""Rubrics made ready."""

from qbank.core.rubric import prepare
from tests.core import rubrics


def test_prepare() -> None:
    """It gathers alternatives once, the words of the question, and Latin words that are no typing errors."""
    made = rubrics.entry(
        rubrics.point("a", ["gradient*", "梯度"], ["exploding"]),
        rubrics.point("b", ["梯度"], **{"not": [["推理"]]}),
        question="梯度 explosion 怎么办？",
        answer="Exploring helps.",
    )

    rubric = prepare(made)

    assert rubric.alternatives == ("gradient*", "梯度", "exploding", "推理")
    assert rubric.latin == {"e": ["exploding"], "g": ["gradient"]}
    assert {"explosion", "exploring"} <= rubric.vocabulary
    assert {"梯度", "explosion"} <= rubric.question
    assert prepare(made) is rubric


def test_point() -> None:
    """It learns from true statements which directions and denials belong to a point."""
    made = rubrics.entry(
        rubrics.point("a", ["缓存"], ["batch"], text="缓存随 batch 增加"),
        answer="缓存不随 batch 减少。别的变慢。",
    )

    (point,) = prepare(made).points

    assert point.directions == {"<up>"}
    assert point.allowed == {"<up>"}
    assert point.denied == {1}


def test_mistakes() -> None:
    """It prepares a mistake in each language, clause by clause."""
    plain = {"zh": "甲乙丙丁。戊己庚辛", "en": "One is two", "why": {}}
    made = rubrics.entry(rubrics.point("a", ["缓存"]), mistakes=[plain])

    ((chinese, english),) = prepare(made).mistakes

    assert [part.form for part in chinese] == ["甲乙丙丁", "戊己庚辛"]
    assert [part.form for part in english] == ["one is two"]
