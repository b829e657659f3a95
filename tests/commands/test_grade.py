"""qbank grade: an answer from a file or a pipe, nothing stored."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import GRADED, GRADIENTS, Run


def test_json_from_a_file(qbank: Run, tmp_path: Path, home: Path) -> None:
    """It prints the JSON that the command line promises, and stores nothing."""
    answer = tmp_path / "回答.txt"
    answer.write_bytes(b"\xef\xbb\xbf" + GRADED.encode())

    done = qbank("grade", "vanishing-exploding-gradients", "--answer", str(answer), "--json")

    assert done.code == 0
    document = json.loads(done.out)
    assert set(document) >= {"schema", "id", "grade", "rating", "points", "misconceptions"}
    assert (document["schema"], document["id"]) == (1, GRADIENTS)
    assert document["grade"] in range(5)
    assert document["rating"] in range(1, 5)
    points = {point["id"]: point for point in document["points"]}
    assert all(set(point) == {"id", "status", "weight", "evidence"} for point in points.values())
    assert points["clipping"]["status"] == "covered"
    assert points["clipping"]["evidence"] in GRADED
    assert points["init"] == {"id": "init", "status": "missed", "weight": 2, "evidence": ""}
    assert not home.exists()


def test_a_misconception(qbank: Run) -> None:
    """It flags a mistake with its place in the entry and the words that say it."""
    document = json.loads(qbank("grade", GRADIENTS, "--json", typed="Adam 能解决梯度消失。").out)

    assert document["misconceptions"] == [
        {"mistake": 2, "evidence": document["misconceptions"][0]["evidence"]}
    ]
    assert "Adam" in document["misconceptions"][0]["evidence"]
    assert document["grade"] <= 1


@pytest.mark.parametrize("arguments", [("--answer", "-"), ()])
def test_from_a_pipe(qbank: Run, arguments: tuple[str, ...]) -> None:
    """It reads standard input for -, and where nothing is named."""
    rows = qbank("grade", GRADIENTS, *arguments, typed=GRADED).rows

    assert rows[-1][0] == "grade"
    assert sum(row[0] == "point" for row in rows) == 6


def test_an_empty_answer(qbank: Run) -> None:
    """It gives nothing for nothing."""
    assert json.loads(qbank("grade", GRADIENTS, "--json", typed="").out)["grade"] == 0


def test_nothing_to_grade_by(qbank: Run) -> None:
    """It says that a draft without key points gives no grade."""
    done = qbank("grade", "training/warm-up", typed="x")

    assert (done.code, done.out) == (1, "")
    assert done.err == "error: training/warm-up has no key points, so nothing can be graded\n"


def test_bad_input(qbank: Run, tmp_path: Path) -> None:
    """It says with 3 what is wrong with the file."""
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")

    assert qbank("grade", GRADIENTS, "--answer", str(tmp_path / "none")).code == 3
    assert qbank("grade", GRADIENTS, "--answer", str(tmp_path)).err.startswith(
        f"error: {tmp_path} cannot be read: "
    )
    assert qbank("grade", GRADIENTS, "--answer", str(binary)).err == f"error: {binary} is not UTF-8 text\n"
    assert qbank("grade", "gradients-vanish", typed="").code == 2
