"""What an interviewer asks next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.interview import FOLLOW_UPS, Item
from qbank.core.interviewing import is_cut_short, is_over, next_turn, position, says_nothing
from qbank.core.turns import Reply, Turn, spent
from tests.core.interviews import ALL, DRAFT, ENTRIES, FOLLOWED, LAST, OTHER, PLAIN, held, scripted


def replies(script, *answers: str | None, ms: int = 1000) -> list[Reply]:
    """Return the replies of an interview that was answered so."""
    given_: list[Reply] = []
    for answer in answers:
        turn = next_turn(script, given_, ENTRIES)
        assert turn is not None
        given_.append(Reply(turn, answer, ms))
    return given_


@given(held())
def test_no_question_twice(interview) -> None:
    """It asks nothing twice, no entry as a follow-up that is a main question, and few follow-ups."""
    script, found = interview
    turns = [reply.turn for reply in found]
    mains = [turn.main for turn in turns if turn.step == "main"]
    graded = [turn.see for turn in turns if turn.see]

    assert len(set(mains)) == len(mains)
    assert len(set(graded)) == len(graded)
    assert mains == [id_ for id_ in script.ids if id_ in mains]
    for main in mains:
        thread = [turn for turn in turns if turn.main == main]
        assert thread[0].step == "main"
        assert len(thread) <= 1 + FOLLOW_UPS
        assert sum(turn.step == "probe" for turn in thread) <= 1
        asked = [turn.follow_up for turn in thread if turn.follow_up is not None]
        assert len(set(asked)) == len(asked)


@given(held(), st.data())
def test_it_goes_on_from_any_prefix(interview, data) -> None:
    """It asks after any of its prefixes what it asked then: the replies are all the state there is."""
    script, found = interview
    count = data.draw(st.integers(0, len(found)))

    following = found[count].turn if count < len(found) else None
    assert next_turn(script, tuple(found[:count]), dict(ENTRIES)) == following


@given(held())
def test_the_time_ends_it(interview) -> None:
    """It asks nothing once the time is over, and everything before; the problem has its own share."""
    script, found = interview
    words = [reply for reply in found if reply.turn.step != "code"]

    assert all(spent(found[:count]) < 60 * script.minutes for count in range(len(found)))
    assert all(spent(words[:count]) < script.talk for count in range(len(words)))
    assert is_cut_short(script, found) or {reply.turn.main for reply in words} == set(script.ids)
    assert script.code is not None or is_cut_short(script, found) == is_over(script, found)


@given(held())
def test_the_problem_comes_last(interview) -> None:
    """It asks the problem once, at the end, unless the time is over, and only where the script has one."""
    script, found = interview
    coded = [number for number, reply in enumerate(found, 1) if reply.turn.step == "code"]
    words = [reply for reply in found if reply.turn.step != "code"]

    assert coded == ([len(found)] if script.code and spent(words) < script.seconds else [])
    assert all(position(script, reply.turn) <= script.count for reply in found)
    if coded:
        assert position(script, found[-1].turn) == script.count == len(script.ids) + 1


def test_a_problem_that_the_bank_has_lost() -> None:
    """It ends without it."""
    script = scripted(LAST.id, code=Item("gone/away", 600.0))

    assert next_turn(script, replies(script, ALL), ENTRIES) is None


def test_a_probe_first_then_what_leads_on() -> None:
    """It goes back to what was missed, then on, then to the next main question."""
    script = scripted(FOLLOWED.id, PLAIN.id)
    first, probe, deeper, following = (
        reply.turn for reply in replies(script, "看光照。", "？", "看品种。", "x")
    )

    assert first == Turn(FOLLOWED.id, "main", see=FOLLOWED.id)
    assert probe == Turn(FOLLOWED.id, "probe", follow_up=0, points=("apple",))
    assert deeper == Turn(FOLLOWED.id, "deeper", follow_up=1, see=OTHER.id)
    assert (following.main, following.step) == (PLAIN.id, "main")
    assert position(script, deeper) == 1


def test_a_complete_answer_leads_on() -> None:
    """It has nothing to go back to: it leads on twice, with a rubric first."""
    found = replies(scripted(FOLLOWED.id), ALL, "？", "？")

    assert [reply.turn.follow_up for reply in found] == [None, 1, 0]
    assert [reply.turn.step for reply in found] == ["main", "deeper", "deeper"]


@pytest.mark.parametrize("answer", [None, "", "不知道。", "I don't know.", "IDK"])
def test_i_do_not_know(answer: str | None) -> None:
    """It asks nothing further."""
    script = scripted(FOLLOWED.id, PLAIN.id)

    assert says_nothing(answer)
    assert replies(script, answer, "x")[1].turn.main == PLAIN.id


def test_an_entry_that_is_asked_anyway_is_no_follow_up() -> None:
    """It does not ask as a follow-up what is a main question of the script."""
    found = replies(scripted(FOLLOWED.id, OTHER.id), ALL, "？")

    assert (found[1].turn.step, found[1].turn.see) == ("deeper", "")


def test_behind_the_time() -> None:
    """It still goes back to what was missed, and does not lead on."""
    found = replies(scripted(FOLLOWED.id, PLAIN.id), "看光照。", "？", "x", ms=200_000)

    assert [reply.turn.step for reply in found] == ["main", "probe", "main"]


def test_a_draft() -> None:
    """It asks what nothing can grade, and leads on."""
    first, second = replies(scripted(DRAFT.id), "因为。", "？")

    assert (first.turn.see, second.turn.step) == ("", "deeper")


def test_what_the_bank_has_lost() -> None:
    """It passes over a main question that is no longer there, and a follow-up that was never written."""
    script = scripted("gone/away", LAST.id)
    found = replies(script, ALL)

    assert found[0].turn.main == LAST.id
    assert next_turn(script, found, ENTRIES) is None
    gone = [Reply(Turn("gone/away", "main", see="gone/away"), "x", 1)]
    assert next_turn(script, gone, ENTRIES) == Turn(LAST.id, "main", see=LAST.id)
