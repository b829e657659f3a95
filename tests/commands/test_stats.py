"""qbank stats."""

import json

from tests.commands.conftest import GRADIENTS, Run


def test_after_an_answer(qbank: Run, bank) -> None:
    """It tells the day, what falls due, how the rating fits the score, and mastery by topic."""
    qbank("quiz", "--id", GRADIENTS, typed="梯度是各层雅可比的连乘。\n\n")
    document = json.loads(qbank("stats", "--json").out)

    assert document["streak"] == 1
    assert len(document["coming"]) == 7
    assert [one["answers"] for one in document["calibration"]] == [1]
    assert document["changed"] == []
    training = next(one for one in document["topics"] if one["slug"] == "training")
    assert 0 < training["mastery"] < 1
    assert ["streak", "1"] in qbank("stats").rows


def test_what_was_edited_since(qbank: Run, bank) -> None:
    """It lists an entry whose text is another than the one that was answered."""
    qbank("quiz", "--id", GRADIENTS, typed="连乘\n\n")
    assert qbank("stats", "--changed").out == ""

    file = bank / f"{GRADIENTS}.yaml"
    file.write_text(file.read_text("utf-8").replace("difficulty: 2", "difficulty: 3"), "utf-8")
    before = qbank("stats", "--changed").rows
    text = file.read_text("utf-8")
    file.write_text(text.replace("指数", "指数般", 1), "utf-8")

    assert len(before) in (0, 1)
    assert [row[0] for row in qbank("stats", "--changed").rows] == [GRADIENTS]
