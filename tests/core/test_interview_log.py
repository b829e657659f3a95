"""Interviews as rows of the log."""

import json

from hypothesis import given
from hypothesis import strategies as st

from qbank.core.interview import Item
from qbank.core.interview_log import asked, began, ended, handed_in, interviews, is_reply, unfinished
from qbank.core.review import Review
from qbank.core.text import Text
from qbank.core.turns import Reply, Turn
from tests.core.interviews import VERDICTS, held, scripted


def row(number: int, kind: str, data: dict[str, object], *, name: str = "one", **more: object) -> Review:
    id_ = number.to_bytes(16, "big")
    return Review(id_, "here", number, 0, kind, data={"session": name, **data}, **more)


def data_of(reply: Reply) -> dict[str, object]:
    """Return what the command writes of a reply."""
    if reply.judged is None:
        return asked(reply.turn)
    judged = reply.judged
    of_attempt = {"verdict": judged.verdict, "seed": judged.seed, "passed": judged.passed}
    data = handed_in(reply.turn, reply.ms, judged) | {"cases": judged.cases, **of_attempt}
    return json.loads(json.dumps(data)) if judged.cases else handed_in(reply.turn, reply.ms, judged)


def rows_of(script, replies, *, name: str = "one", start: int = 1) -> list[Review]:
    """Return the rows that the command writes, without an end."""
    rows = [row(start, "mock", began(script), name=name)]
    for number, reply in enumerate(replies, start + 1):
        kind = "mock" if reply.answer is None else "answer" if reply.turn.see else "attempt"
        item = None if reply.answer is None else reply.turn.see or reply.turn.main
        more = {"item": item, "item_hash": "h" if item else None, "answer": reply.answer, "ms": reply.ms}
        rows.append(row(number, kind, data_of(reply), name=name, **more))
    return rows


@given(held(), st.data())
def test_the_log_holds_all_of_it(interview, data) -> None:
    """It reads back from any prefix of the rows what was written of it."""
    script, replies = interview
    count = data.draw(st.integers(0, len(replies)))
    (found,) = interviews(rows_of(script, replies[:count]))

    assert found.script == script
    assert found.replies == tuple(replies[:count])
    assert found.ended == ""


@given(held(), held())
def test_two_interviews(one, other) -> None:
    """It keeps the rows of two interviews apart, in the order in which they began; only the last goes on."""
    first = rows_of(*one, name="a")
    second = rows_of(*other, name="b", start=len(first) + 1)
    found = interviews([*first, *second])

    assert [each.name for each in found] == ["a", "b"]
    assert [each.replies for each in found] == [tuple(one[1]), tuple(other[1])]
    assert unfinished(found) == found[1]
    over = interviews([*first, *second, row(999, "mock", ended("done"), name="b")])
    assert (over[1].ended, unfinished(over)) == ("done", None)
    assert unfinished([]) is None


def test_a_turn_is_told_whole() -> None:
    """It writes down what was asked, and nothing that is as usual."""
    turn = Turn("a/b", "probe", part=Text("甲", "A"), quote="“乙”", points=("p", "q"))
    script = scripted("a/b")
    (found,) = interviews(rows_of(script, [Reply(turn, "x", 5)]))

    assert found.replies[0].turn == turn
    assert asked(Turn("a/b", "main")) == {"turn": {"main": "a/b", "step": "main"}}
    assert asked(Turn("a/b", "deeper", follow_up=0))["turn"]["follow_up"] == 0


def test_a_program_that_was_handed_in() -> None:
    """It tells the time of the candidate, not of the judge, and knows the problem by its id of today."""
    turn = Turn("a/old", "code")
    data = handed_in(turn, 90_000, VERDICTS[0]) | {"verdict": "accepted", "passed": 8, "cases": 8, "seed": 5}
    script = scripted("a/b", code=Item("a/old", 600.0))
    rows = [row(1, "mock", began(script)), row(2, "attempt", data, item="a/new", answer="x = 1", ms=340)]
    (found,) = interviews(rows, {"a/old": "a/new"})

    assert found.script.code == Item("a/new", 600.0)
    assert found.replies == (Reply(Turn("a/new", "code"), "x = 1", 90_000, VERDICTS[0]),)
    assert "code" not in began(scripted("a/b"))


def test_renamed_entries() -> None:
    """It knows entries by the ids that they have today."""
    turn = Turn("a/old", "deeper", follow_up=1, see="b/old")
    rows = rows_of(
        scripted("a/old"), [Reply(Turn("a/old", "main", see="a/old"), "x", 1), Reply(turn, "y", 1)]
    )
    (found,) = interviews(rows, {"a/old": "a/new", "b/old": "b/new"})

    assert found.script.ids == ("a/new",)
    assert [(reply.turn.main, reply.turn.see) for reply in found.replies] == [
        ("a/new", "a/new"),
        ("a/new", "b/new"),
    ]


def test_what_is_no_part_of_it() -> None:
    """It passes over rows of a quiz, of an interview that never began, and a turn that was taken twice."""
    reply = Reply(Turn("a/b", "main", see="a/b"), "x", 1)
    rows = rows_of(scripted("a/b"), [reply])
    stray = row(50, "answer", {}, name="quiz", item="a/b", answer="y")
    lost = row(51, "answer", asked(reply.turn), name="lost", item="a/b", answer="z")
    twice = row(52, "answer", asked(reply.turn), item="a/b", answer="w")
    wording = row(53, "wording", {"point": "p", "text": "t"}, item="a/b")
    (found,) = interviews([*rows, stray, lost, twice, wording])

    assert found.replies == (reply,)
    assert found.hashes == {"a/b": "h"}
    assert is_reply(twice)
    assert not is_reply(stray)
