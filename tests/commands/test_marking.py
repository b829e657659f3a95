"""note, star and suspend."""

from tests.commands.conftest import GRADIENTS, Run


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
