"""How an interviewer goes back to what was missed."""

import pytest

from qbank.core.entry import Entry
from qbank.core.grading import covers, grade
from qbank.core.probing import part_of, probe
from qbank.core.text import Text
from tests.core.interviews import ALL, FOLLOWED, PLAIN, entry, text
from tests.core.rubrics import WORKED, worked


def asked(answer: str, of: Entry = PLAIN):
    graded = grade(answer, of)
    assert graded is not None
    return probe(of, graded)


def test_nothing_missed() -> None:
    """It goes back to nothing where everything was said, nor to what need not be said."""
    assert asked(ALL) is None
    assert asked("看品种。看光照。") is None


def test_a_follow_up_that_is_after_the_point() -> None:
    """It asks the follow-up whose answer says the missed point."""
    turn = asked("看光照。", FOLLOWED)

    assert turn is not None
    assert (turn.follow_up, turn.points) == (0, ("apple",))


def test_a_follow_up_that_gives_the_point_away() -> None:
    """It does not ask a follow-up whose question says the missed point."""
    turn = asked("看光照。", entry("t/e", follow_ups=[text("品种有什么用？", "看品种。")]))

    assert turn is not None
    assert turn.follow_up is None


def test_what_was_said_wrongly() -> None:
    """It quotes the mistake back, as a question."""
    turn = asked("品种是石头变成的。看光照。")

    assert turn is not None
    assert (turn.quote, turn.points) == ("品种是石头变成的", ("apple",))


def test_what_is_unclear() -> None:
    """It quotes the words that the grader is not sure of."""
    turn = asked("没有品种。看光照。")

    assert turn is not None
    assert (turn.quote, turn.points) == ("没有品种", ("apple",))


def test_the_part_of_the_question() -> None:
    """It goes back to the part of the question that the missed point belongs to."""
    turn = asked("看品种。")

    assert turn is not None
    assert (turn.part.zh, turn.points) == ("香蕉的形状看什么", ("banana",))


def test_what_else() -> None:
    """It asks what else there is where the question has one part."""
    turn = asked("看品种。", entry("t/e", question={"zh": "水果有哪些？"}))

    assert turn is not None
    assert (turn.part, turn.quote, turn.follow_up, turn.points) == (Text(), "", None, ("banana",))


@pytest.mark.parametrize(
    ("question", "point", "part"),
    [
        (Text("动量为什么加速？Nesterov 呢？"), Text("Nesterov 在前瞻点求梯度"), "Nesterov 呢"),
        (Text("什么是 WSD（预热，恒定），怎么选？"), Text("恒定段可续训"), "什么是 WSD（预热，恒定）"),
        (Text("动量为什么加速？"), Text("动量累加"), ""),
        (Text("动量好吗？动量快吗？"), Text("动量累加"), ""),
        (Text("早停怎么做？验证怎么选？"), Text("早停要看验证"), ""),
        (Text("动量为什么加速？自适应步长呢？", "Why does momentum help?"), Text("自适应步长"), ""),
    ],
)  # fmt: skip
def test_parts(question: Text, point: Text, part: str) -> None:
    """It names the part that shares most words of its own, where there is one and both languages have it."""
    assert part_of(question, point).zh == part


@pytest.mark.parametrize("name", WORKED)
def test_nothing_is_given_away(name: str) -> None:
    """It names no point that it is after: neither in a follow-up's question nor in a part of the question."""
    whole = worked(name)
    points = {point.id: point for point in whole.key_points}
    for said in whole.key_points:
        turn = asked(said.text.zh, whole)
        assert turn is not None
        shown = turn.part.zh + turn.part.en
        if turn.follow_up is not None:
            question = whole.follow_ups[turn.follow_up].question
            shown += f"{question.zh}\n{question.en}"
        assert not any(covers(points[id_], shown) for id_ in turn.points)
