"""What an interview came to."""

import pytest
from hypothesis import given

from qbank.core.debrief import debrief
from qbank.core.grading import grade
from qbank.core.turns import Reply, Turn
from tests.core.interviews import (
    ALL,
    CODE,
    DRAFT,
    ENTRIES,
    FOLLOWED,
    LAST,
    OTHER,
    PLAIN,
    PROBLEM,
    VERDICTS,
    entry,
    held,
    scripted,
)

MAIN = Turn(FOLLOWED.id, "main", see=FOLLOWED.id)
PROBE = Turn(FOLLOWED.id, "probe", follow_up=0, points=("apple",))
LINKED = Turn(FOLLOWED.id, "deeper", follow_up=1, see=OTHER.id)
SPOKEN = Turn(FOLLOWED.id, "deeper", follow_up=2)
SCRIPT = scripted(FOLLOWED.id, PLAIN.id, LAST.id, DRAFT.id)


def of(*replies: tuple[Turn, str | None]):
    return debrief(SCRIPT, [Reply(turn, answer, 30_000) for turn, answer in replies], ENTRIES)


@given(held())
def test_it_adds_up(interview) -> None:
    """It keeps every reply in its order, scores within 0 and 1, and takes nothing away for follow-ups."""
    script, replies = interview
    found = debrief(script, replies, ENTRIES)

    coded = [reply for reply in replies if reply.turn.step == "code"]
    assert [each.turn for each in found.replies] == [one.turn for one in replies if one not in coded]
    assert found.coding == (coded[0] if coded else None)
    assert found.seconds == pytest.approx(sum(reply.ms for reply in replies) / 1000)
    assert (found.score is None) is (found.graded == 0)
    if found.score is not None and found.after is not None:
        assert 0 <= found.score <= found.after <= 1
    assert sum(count for _, _, count in found.topics) == found.graded
    planned = {*script.ids, *([script.code.id] if script.code else [])}
    assert set(found.unasked) == planned - {reply.turn.main for reply in replies}
    assert found.ungraded <= sum(1 for reply in replies if reply.answer)


@pytest.mark.parametrize(
    ("judged", "score", "graded"),
    [(VERDICTS[0], 1.0, 2), (VERDICTS[3], 0.6875, 2), (VERDICTS[1], 1.0, 1), (None, 1.0, 1)],
)
def test_the_problem_counts_as_one_answer(judged, score: float, graded: int) -> None:
    """It counts the cases passed of all like one answer, and nothing where nothing was judged."""
    script = scripted(FOLLOWED.id, code=CODE)
    replies = [Reply(MAIN, ALL, 1), Reply(Turn(PROBLEM.id, "code"), "x = 1" if judged else None, 1, judged)]
    found = debrief(script, replies, ENTRIES)

    assert (found.score, found.after, found.graded) == (score, score, graded)
    assert ("j" in [topic for topic, _, _ in found.topics]) is (graded == 2)
    assert found.coding == replies[1]
    assert found.unasked == found.weak == ()


def test_a_reply_brings_a_point_out() -> None:
    """It tells what a follow-up added apart, and counts it in a second figure."""
    found = of((MAIN, "看光照。"), (PROBE, "因为品种不同。"))
    (question,) = found.questions
    alone = grade("看光照。", FOLLOWED)

    assert question.first.grade == alone
    assert [point.id for point in question.rest[0].added] == ["apple"]
    assert question.rest[0].added[0].evidence == "因为品种不同"
    assert question.settled is not None
    assert alone is not None
    assert (found.score, found.after) == (alone.score, question.settled.score)
    assert question.settled.score > alone.score
    assert question.ms == 60_000
    assert "apple" not in {weak.point.id for weak in found.weakest}


def test_a_reply_goes_on_where_the_answer_ended() -> None:
    """It counts a point of which the answer says one half and the reply to it the other."""
    point = {"id": "clip", "zh": "裁剪梯度", "en": "", "must": True, "match": [["梯度"], ["裁剪"]]}
    one = entry("t/e", key_points=[point], mistakes=[])
    replies = [
        Reply(Turn(one.id, "main", see=one.id), "和梯度有关。", 1),
        Reply(Turn(one.id, "probe", points=("clip",)), "用裁剪。", 1),
    ]
    found = debrief(scripted(one.id), replies, {one.id: one})

    assert (found.score, found.after) == (0.0, 1.0)


def test_a_follow_up_with_a_rubric() -> None:
    """It is graded by the entry that it names, counts in that entry's topic, and may be weak."""
    found = of((MAIN, ALL), (LINKED, "完全无关的话。"))

    assert found.graded == 2
    assert found.topics == (("g", 0.0, 1), ("f", 1.0, 1))
    assert found.weak == (OTHER.id,)
    assert (found.score, found.after) == (0.5, 0.5)


def test_what_is_not_graded() -> None:
    """It counts answers that nothing can grade, and not those that brought a point out or were none."""
    draft = Turn(DRAFT.id, "main")
    found = of((MAIN, ALL), (SPOKEN, "各有各的颜色。"), (draft, "因为。"))

    assert found.ungraded == 2
    assert of((MAIN, "看光照。"), (SPOKEN, "看品种。")).ungraded == 0
    assert of((MAIN, "看光照。"), (PROBE, "不清楚呢。")).ungraded == 0
    assert of((MAIN, ALL), (SPOKEN, "")).ungraded == 0
    assert of((draft, "因为。")).score is None


def test_an_answer_that_is_none() -> None:
    """It grades "I do not know" 0, and what was passed over not at all."""
    assert of((MAIN, "")).score == 0.0
    assert of((MAIN, None)).score is None
    assert of((MAIN, None)).questions[0].settled is None


def test_the_weakest_points() -> None:
    """It names one point of each entry first: what was said wrongly, what must be said, then by weight."""
    plain = Turn(PLAIN.id, "main", see=PLAIN.id)
    found = of((MAIN, ""), (plain, "品种是石头变成的。"))

    named = [(weak.entry, weak.point.id, weak.status) for weak in found.weakest]
    assert named == [
        (PLAIN.id, "apple", "contradicted"),
        (FOLLOWED.id, "apple", "missed"),
        (FOLLOWED.id, "banana", "missed"),
    ]


def test_what_the_bank_has_lost() -> None:
    """It leaves out replies to entries that are gone, and grades by none that is gone."""
    found = of((Turn("gone/away", "main", see="gone/away"), "x"), (MAIN, ALL), (LINKED, "x"))

    assert [question.id for question in found.questions] == [FOLLOWED.id]
    without = {id_: each for id_, each in ENTRIES.items() if id_ != OTHER.id}
    again = debrief(SCRIPT, [Reply(MAIN, ALL, 1), Reply(LINKED, "x", 1)], without)
    assert again.questions[0].rest[0].grade is None


def test_own_wordings() -> None:
    """It counts the person's own ways to say a point."""
    replies = [Reply(MAIN, "靠血统。", 1)]
    found = debrief(SCRIPT, replies, ENTRIES, {FOLLOWED.id: {"apple": ["靠血统"]}})

    assert found.score is not None
    assert found.score > 0
