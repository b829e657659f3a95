"""note, star and suspend, and the filter that finds what they marked."""

import json

from tests.commands.conftest import GRADIENTS, IDS, Run


def test_a_note(qbank: Run) -> None:
    """It keeps notes in their order, and lists them."""
    assert qbank("note", GRADIENTS).out == ""
    assert qbank("note", GRADIENTS, "residual", "connections").code == 0
    assert qbank("note", GRADIENTS.partition("/")[2], "再看一遍 ReLU").code == 0

    assert qbank("note", GRADIENTS).rows == [["residual connections"], ["再看一遍 ReLU"]]


def test_a_note_is_shown_with_the_answer(qbank: Run) -> None:
    """It stands with the answer on a terminal-like screen."""
    qbank("note", GRADIENTS, "mind the gap")

    assert "mind the gap" not in qbank("show", GRADIENTS).out


def test_an_empty_note(qbank: Run) -> None:
    """It refuses a note without a letter."""
    done = qbank("note", GRADIENTS, " \x1b ")

    assert done.code == 2
    assert "the note is empty" in done.err


def test_a_star(qbank: Run) -> None:
    """It is listed until it is taken back, and what has one comes first among what is new."""
    everything = [row[0] for row in qbank("list").rows]
    for id_ in (everything[-1], everything[0]):
        assert qbank("star", id_).code == 0
        first = qbank("quiz", "--seed", "1", "-n", "1", typed="\n").rows[0]
        assert first[3] == id_
        assert qbank("star", id_, "--off").code == 0

    assert qbank("star").out == ""
    qbank("star", everything[1])
    assert qbank("star").rows == [[everything[1]]]


def test_out_of_rotation(qbank: Run) -> None:
    """It is asked no more, though its topic is named, until it is brought back."""
    assert qbank("suspend", GRADIENTS).code == 0
    assert qbank("suspend").rows == [[GRADIENTS]]
    assert qbank("quiz", "--id", GRADIENTS).code == 1

    assert qbank("suspend", GRADIENTS, "--off").code == 0
    assert qbank("suspend").out == ""
    assert qbank("quiz", "--id", GRADIENTS, typed="\n").rows[0][3] == GRADIENTS


def test_no_such_entry(qbank: Run) -> None:
    """It says which id is unknown, and stores nothing."""
    for command in ("note", "star", "suspend"):
        assert qbank(command, "nothing/like-it").code == 2
    assert qbank("stats", "--json").code == 0


def mark_some(qbank: Run) -> None:
    """Star and note one entry, suspend another, and take a star back."""
    qbank("star", GRADIENTS)
    qbank("note", GRADIENTS, "mind the gap")
    qbank("suspend", IDS[3])
    qbank("star", IDS[2])
    qbank("star", IDS[2], "--off")


def test_what_is_marked(qbank: Run) -> None:
    """It lists what is starred, out of rotation, noted, and any of several."""
    assert qbank("list", "--marked", "starred").code == 1
    mark_some(qbank)

    assert [row[0] for row in qbank("list", "--marked", "starred").rows] == [GRADIENTS]
    assert [row[0] for row in qbank("list", "--marked", "noted").rows] == [GRADIENTS]
    assert [row[0] for row in qbank("list", "--marked", "suspended").rows] == [IDS[3]]
    found = qbank("list", "--marked", "noted", "--marked", "suspended").rows
    assert {row[0] for row in found} == {GRADIENTS, IDS[3]}
    assert qbank("list", "--marked", "noted", "--topic", "inference").code == 1


def test_marks_in_json(qbank: Run) -> None:
    """It says of every entry how it is marked."""
    mark_some(qbank)

    entries = json.loads(qbank("list", "--json").out)["entries"]
    assert {one["id"]: one["marks"] for one in entries if one["marks"]} == {
        GRADIENTS: ["starred", "noted"],
        IDS[3]: ["suspended"],
    }


def test_every_command_knows_marks(qbank: Run) -> None:
    """It means the same in a search, an export and a quiz; what is out of rotation stays out of a quiz."""
    mark_some(qbank)

    assert [row[0] for row in qbank("search", "梯度 kv cache", "--marked", "starred").rows] == [GRADIENTS]
    exported = json.loads(qbank("export", "--format", "json", "--marked", "suspended").out)["entries"]
    assert [entry["id"] for entry in exported] == [IDS[3]]
    asked = qbank("quiz", "--marked", "starred", typed="\n").rows
    assert {row[3] for row in asked if row[0] == "question"} == {GRADIENTS}
    assert qbank("quiz", "--marked", "suspended").code == 1


def test_a_mark_that_there_is_not(qbank: Run) -> None:
    """It names those that there are."""
    done = qbank("list", "--marked", "loved")

    assert done.code == 2
    assert "--marked loved is not one of starred, suspended, noted" in done.err
