"""qbank plan, and a quiz that follows it."""

import json
from datetime import datetime, timedelta

import pytest

from tests.commands.conftest import GRADIENTS, IDS, Run

TODAY = datetime.now().astimezone().date()
DAY = (TODAY + timedelta(days=21)).isoformat()
PAST = (TODAY - timedelta(days=2)).isoformat()


def test_no_plan_yet(qbank: Run) -> None:
    """It says how one is made, and keeps nothing."""
    done = qbank("plan")

    assert done.code == 1
    assert "hint: qbank plan --date" in done.err


def test_a_plan(qbank: Run) -> None:
    """It is kept, told in records, and changed by what is said anew."""
    first = qbank("plan", "--date", DAY, "--minutes", "5")
    again = qbank("plan", "--minutes", "45")

    assert first.code == again.code == 0
    assert first.rows[0] == ["plan", DAY, "5", ""]
    assert again.rows[0] == ["plan", DAY, "45", ""]
    assert qbank("plan").rows == again.rows
    assert [row[0] for row in again.rows if row[0] == "today"]
    assert float(again.rows[1][1]) >= float(first.rows[1][1])


def test_importance(qbank: Run) -> None:
    """It leaves out what does not matter, and begins with what does."""
    qbank("plan", "--date", DAY, "--important", "training=0", "--important", "推理=3")
    document = json.loads(qbank("plan", "--json").out)

    assert document["important"] == {"training": 0.0, "inference": 3.0}
    assert document["today"][0].startswith("inference/")
    assert GRADIENTS in document["skipped"]
    assert set(document["expected"]) == {
        "recalled", "entries", "weighted", "recalled_with_15_more_minutes"
    }  # fmt: skip

    qbank("plan", "--important", "training=1")
    assert json.loads(qbank("plan", "--json").out)["important"] == {"inference": 3.0}


def test_a_quiz_follows_the_plan(qbank: Run) -> None:
    """It asks in the order of the plan, a starred entry first, and as FSRS has it when there is none."""
    qbank("star", GRADIENTS)
    qbank("plan", "--date", DAY, "--minutes", "30")
    wanted = [row[1] for row in qbank("plan").rows if row[0] == "today"]

    assert wanted[0] == GRADIENTS
    asked = [row[3] for row in qbank("quiz", "-n", "2", typed="\n\n\n\n").rows if row[0] == "question"]
    assert asked[:2] == wanted[:2]
    assert GRADIENTS not in [row[1] for row in qbank("plan").rows if row[0] == "today"]

    assert qbank("plan", "--off").code == 0
    assert qbank("plan").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--date", "soon"), "soon is not a date"),
        (("--date", PAST), "is past"),
        (("--date", DAY, "--minutes", "0"), "--minutes"),
        (("--date", DAY, "--important", "training"), "TOPIC=N"),
        (("--date", DAY, "--important", "training=9"), "TOPIC=N"),
        (("--date", DAY, "--important", "trainning=2"), "did you mean"),
        (("--date", DAY, "--track", "nothing"), "nothing"),
    ],
)
def test_what_cannot_be_planned(qbank: Run, arguments: tuple[str, ...], said: str) -> None:
    """It refuses what it does not understand, and keeps no part of it."""
    done = qbank("plan", *arguments)

    assert done.code == 2
    assert said in done.err
    assert qbank("plan").code == 1


def test_a_track_means_the_same_everywhere(qbank: Run) -> None:
    """It leaves out what weighs less than usual for the job: in list, search, export, quiz and plan alike."""
    track = ("--track", "research")
    listed = {row[0] for row in qbank("list", *track).rows}

    assert listed == set(IDS[:2])
    assert {row[0] for row in qbank("search", "梯度 kv cache 预热", *track).rows} <= listed
    exported = json.loads(qbank("export", "--format", "json", *track).out)["entries"]
    assert {entry["id"] for entry in exported} == listed
    asked = qbank("quiz", *track, typed="\n\n\n\n\n").rows
    assert {row[3] for row in asked if row[0] == "question"} == listed
    document = json.loads(qbank("plan", "--date", DAY, *track, "--json").out)
    assert document["expected"]["entries"] == len(listed)
    assert {*document["today"], *document["skipped"]} <= listed


def test_a_quiz_beside_the_plan(qbank: Run) -> None:
    """It asks what belongs to the plan's job, and something else only when that alone is asked for."""
    qbank("plan", "--date", DAY, "--track", "research", "--important", "compression=0")

    asked = [row[3] for row in qbank("quiz", typed="a\n\nb\n\n").rows if row[0] == "question"]
    assert set(asked) == set(IDS[:2])
    other = [row[3] for row in qbank("quiz", "--topic", "inference", typed="\n").rows if row[0] == "question"]
    assert other[0].startswith("inference/")
    unimportant = qbank("quiz", "--topic", "compression", typed="\n")
    assert unimportant.code == 0
    assert unimportant.rows[0][3] == "compression/ptq-vs-qat"
