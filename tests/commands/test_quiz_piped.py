"""A quiz whose answers come through a pipe: what is asked, said and stored."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from qbank.bank import open_bank
from qbank.commands.remembering import memories_of
from qbank.commands.sitting import Sitting
from qbank.core.grading import VERSION
from qbank.core.review import Rating
from qbank.core.session import Session
from qbank.store import open_store, peek_memories
from tests.commands.conftest import GRADED, GRADIENTS, Run, child_environ

WARM_UP = "training/warm-up"


def stored(home: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(home / "qbank.db")) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM review ORDER BY at, id")]
    for row in rows:
        row["points"] = row["points"] and json.loads(str(row["points"]))
    return rows


def test_graded(qbank: Run, home: Path) -> None:
    """It grades the answer, takes the suggested rating and stores all of it."""
    done = qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n")

    assert done.code == 0
    assert done.rows[0][:4] == ["question", "1", "1", GRADIENTS]
    points = {row[2]: row[1] for row in done.rows if row[0] == "point"}
    assert points["jacobian-product"] == points["clipping"] == "covered"
    assert points["init"] == "missed"
    grade = next(row for row in done.rows if row[0] == "grade")
    assert [row for row in done.rows if row[0] == "short"]
    (row,) = stored(home)
    assert (row["kind"], row["item"], row["answer"]) == ("answer", GRADIENTS, GRADED)
    assert sorted(row["points"]) == sorted(id_ for id_, status in points.items() if status == "covered")
    assert row["grader"] == VERSION
    assert grade[1:] == [grade[1], f"{row['score']:.2f}", str(row["grade"])]
    assert done.rows[-2:] == [["score", f"{row['score']:.1f}", "1"], ["saved", "1"]]


def test_several_lines(qbank: Run, home: Path) -> None:
    """It takes lines up to an empty one as one answer; Windows line ends and a last line without one too."""
    qbank("quiz", "--id", GRADIENTS, typed="第一行\r\n第二行\r\n\r\n")
    qbank("quiz", "--id", GRADIENTS, typed="第一行\n第二行")

    assert [row["answer"] for row in stored(home)] == ["第一行\n第二行"] * 2


def test_a_draft_without_rubric(qbank: Run, home: Path) -> None:
    """It stores an attempt without a score, says so, and leaves the schedule alone."""
    done = qbank("quiz", "--id", WARM_UP, typed="避免不稳定\n\n")

    assert done.code == 0
    assert ["not graded", WARM_UP] in done.rows
    assert done.rows[-2:] == [["not graded"], ["saved", "1"]]
    (row,) = stored(home)
    assert (row["kind"], row["answer"]) == ("attempt", "避免不稳定")
    assert (row["score"], row["grade"], row["points"], row["grader"]) == (None, None, None, None)
    stats = json.loads(qbank("stats", "--json").out)
    assert (stats["reviews"], stats["due"], stats["score"]["mean"]) == (1, 0, None)


def test_an_empty_answer(qbank: Run, home: Path) -> None:
    """It reveals, counts as Again, and the question comes once more in the same session."""
    done = qbank("quiz", "--id", GRADIENTS, typed="\n" + GRADED + "\n\n")

    assert [row[3] for row in done.rows if row[0] == "question"][:2] == [GRADIENTS, GRADIENTS]
    first, second = stored(home)
    assert (first["answer"], first["score"], first["grade"], first["points"]) == ("", 0.0, 1, [])
    assert second["answer"] == GRADED
    assert ["score", "0.0", "1"] in done.rows, "the first answer counts"
    assert done.rows[-1] == ["saved", "2"]


def test_the_input_ends(qbank: Run, home: Path) -> None:
    """It ends with 0 and a summary when nothing more comes, whatever was asked last."""
    done = qbank("quiz", "--seed", "1", typed="一\n\n二\n")

    assert done.code == 0
    assert [row["answer"] for row in stored(home)] == ["一", "二"]
    assert done.rows[-1] == ["saved", "2"]
    assert done.rows[-3][0] == "question", "the one that nobody answered"
    nothing = qbank("quiz", typed="")
    assert (nothing.code, nothing.rows[-1]) == (0, ["saved", "0"])


def test_last_score(qbank: Run) -> None:
    """It names the score of the session before."""
    first = qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n")
    second = qbank("quiz", "--id", "ptq-vs-qat", typed="不知道\n")

    assert not any(row[0] == "last score" for row in first.rows)
    score = next(row for row in first.rows if row[0] == "score")
    assert ["last score", *score[1:]] in second.rows


def test_practises_ahead(qbank: Run) -> None:
    """It never says that there is nothing to do while the filters have entries."""
    for _ in range(3):
        done = qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n")
        assert done.rows[0][3] == GRADIENTS


def test_how_many(qbank: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks at most -n questions, and at most new_per_session new ones."""
    answers = "某个回答\n\n" * 2
    assert qbank("quiz", "-n", "2", typed=answers).rows[0][2] == "2"
    monkeypatch.setenv("QBANK_NEW_PER_SESSION", "1")
    assert qbank("quiz", "--home", os.environ["XDG_DATA_HOME"] + "/other", typed="").rows[0][2] == "1"


def test_easy_ones_first_and_a_seed(qbank: Run) -> None:
    """It asks new questions by difficulty, and equals in the order that the seed gives."""
    answers = "某个回答\n\n" * 5
    asked = [
        [
            row[3]
            for row in qbank("quiz", "--seed", "7", "--home", f"{os.environ['HOME']}/{n}", typed=answers).rows
            if row[0] == "question"
        ]
        for n in (1, 2)
    ]

    assert asked[0] == asked[1]
    assert asked[0][:2] == [WARM_UP, GRADIENTS]
    assert asked[0][4] == "inference/warm-up"


def test_search(qbank: Run) -> None:
    """It asks only what a search finds."""
    assert qbank("quiz", "--search", "梯度消失", typed="").rows[0][2:4] == ["1", GRADIENTS]
    assert qbank("quiz", "--search", "qqqqqqqq", typed="").code == 1


def test_recall_mode_piped(qbank: Run) -> None:
    """It takes what is piped as answers in either mode, and refuses a mode that there is not."""
    assert qbank("quiz", "--mode", "recall", "--id", GRADIENTS, typed=GRADED + "\n").code == 0
    assert qbank("quiz", "--mode", "speak").err.startswith("error: --mode speak is not one of type, recall")


def test_odd_bytes(qbank: Run, home: Path) -> None:
    """It stores an answer whatever bytes it is made of."""
    done = qbank("quiz", "--id", WARM_UP, typed=b"\xff\xfe\x00 \x1b[2J \xed\xa0\x80 ok\n")

    assert done.code == 0
    assert str(stored(home)[0]["answer"]).endswith("ok")


def test_a_long_answer(qbank: Run, home: Path) -> None:
    """It takes a very long answer."""
    assert qbank("quiz", "--id", GRADIENTS, typed="梯度" * 10_000).code == 0
    assert len(str(stored(home)[0]["answer"])) == 20_000


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_interrupted(bank: Path, home: Path, number: int, code: int) -> None:
    """It keeps every answer when it is stopped, and says by its exit code that it was."""
    with subprocess.Popen(
        [sys.executable, "-m", "qbank", "quiz", "-n", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environ(bank, {}),
    ) as child:
        child.stdin.write("一\n\n".encode())
        child.stdin.flush()
        while not child.stdout.readline().startswith(b"question\t2"):
            assert child.poll() is None
        time.sleep(0.2)  # until it waits for the next answer
        child.send_signal(number)
        out, err = child.communicate(timeout=60)

    assert child.returncode == code
    assert [row["answer"] for row in stored(home)] == ["一"]
    assert err == b""
    assert (b"saved\t1" in out) == (number == signal.SIGINT)


def test_two_at_once(bank: Path, home: Path) -> None:
    """It keeps the answers of two terminals that practise at the same time."""
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "qbank", "quiz", "-n", "4"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=child_environ(bank, {}),
        )
        for _ in range(2)
    ]
    said = [child.communicate("答\n\n".encode() * 4, timeout=120)[0].decode() for child in children]
    saved = [int(found[1]) for one in said if (found := re.search(r"^saved\t(\d+)$", one, re.MULTILINE))]

    assert [child.returncode for child in children] == [0, 0]
    assert saved[0] == 4
    assert saved[1] >= 1  # fewer than four new ones are left where the first was done before it began
    assert len(stored(home)) == sum(saved)


def rename(bank: Path, old: str, new: str) -> None:
    """Give an entry another id, as its author does it."""
    text = (bank / f"{old}.yaml").read_text("utf-8")
    text = text.replace(f"id: {old}\n", f"id: {new}\n").replace("former_ids: [", f"former_ids: [{old}, ")
    (bank / f"{old}.yaml").unlink()
    (bank / f"{new}.yaml").write_text(text, "utf-8")


def test_history_follows_a_former_id(qbank: Run, home: Path, bank: Path) -> None:
    """It counts what was answered under a former id of an entry as answers to that entry."""
    assert qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n").code == 0
    rename(bank, GRADIENTS, "training/gradients")

    assert qbank("stats").rows[:3] == [["reviews", "1"], ["entries", "5"], ["seen", "1"]]
    assert qbank("quiz", "--id", "gradients", typed=GRADED + "\n\n").code == 0
    memories = peek_memories(home)
    assert {id_: memory.reviews for id_, memory in memories.items()} == {"training/gradients": 2}
    assert qbank("doctor").out.endswith("Nothing is wrong.\n")
    assert peek_memories(home) == memories
    assert [row["item"] for row in stored(home)] == [GRADIENTS, "training/gradients"]


def test_undo_under_a_former_id(qbank: Run, home: Path, bank: Path, tmp_path: Path) -> None:
    """It goes back to what was remembered under the former id."""
    qbank("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n")
    before = peek_memories(home)[GRADIENTS]
    rename(bank, GRADIENTS, "training/gradients")
    folder = open_bank([bank], tmp_path / "cache")
    with open_store(home) as store:
        memories = memories_of(store, folder)
        sitting = Sitting(folder, store, Session(("training/gradients",), 1), memories, {})
        entry = sitting.ask()
        assert entry
        sitting.rate(entry, "", None, Rating.AGAIN, 1)
        assert sitting.memories["training/gradients"].reviews == 2
        assert sitting.undo()

    assert sitting.memories == peek_memories(home) == {"training/gradients": before}
