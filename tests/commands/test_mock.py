"""A mock interview whose answers come from a pipe, its report, and what it makes due."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from qbank.core.history import effective
from qbank.core.interview_log import interviews
from qbank.core.schedule import replay
from qbank.store import open_store
from tests.commands.conftest import Run, child_environ
from tests.commands.interview_bank import (
    ADDED,
    COMPLETE,
    HALF,
    WRONG,
    change,
    stop_the_clock,
    write_interview,
)
from tests.commands.practice import ANSWERS, CLIPPING, DECAY, DRAFT, DROPOUT, GRADED, STOPPING
from tests.commands.terminal import log
from tests.screen.test_views import text_file  # noqa: F401  # a fixture


@pytest.fixture
def bank(tmp_path: Path, home: Path) -> Path:
    """Write the bank of interviews, in the place of the usual one."""
    return write_interview(tmp_path / "bank")


def said(*answers: str) -> str:
    return "".join(f"{answer}\n\n" if answer else "\n" for answer in answers)


ONE = ("mock", "--minutes", "20", "--seed", "1", "--id", DROPOUT)


def test_one_question(qbank: Run, home: Path) -> None:
    """It asks, goes back to what was missed, leads on, and tells the score only at the end."""
    done = qbank(*ONE, typed=said(HALF, ADDED, ANSWERS[STOPPING]))

    assert done.code == 0
    assert done.rows[0] == ["mock", "20", "1", "1"]
    assert [row[:4] for row in done.rows[1:4]] == [
        ["question", "1", "1", DROPOUT],
        ["follow-up", "1", "1", DROPOUT],
        ["follow-up", "1", "1", STOPPING],
    ]
    assert done.rows[2][4:] == ["线上要改什么？", "What online?"]
    assert done.rows[4][0] == "score"
    assert done.rows[4][1:] == ["0.750", "0.875", "2"]
    rows = log(home)
    assert [(row["kind"], row["item"], row["score"]) for row in rows] == [
        ("mock", None, None),
        ("answer", DROPOUT, 0.5),
        ("attempt", DROPOUT, None),
        ("answer", STOPPING, 1.0),
        ("mock", None, None),
    ]
    assert [row["grade"] for row in rows] == [None, 2, None, 3, None]
    assert len({row["data"]["session"] for row in rows}) == 1


def test_it_moves_the_schedule(qbank: Run, home: Path) -> None:
    """It stores reviews that a replay agrees with, and leaves ratings that nobody gave out of calibration."""
    qbank(*ONE, typed=said(HALF, ADDED, ANSWERS[STOPPING]))

    with open_store(home, create=False) as store:
        assert set(store.memories()) == {DROPOUT, STOPPING}
        assert store.memories() == replay(store.reviews())
    assert qbank("doctor").code == 0
    stats = json.loads(qbank("stats", "--json").out)
    assert (stats["reviews"], stats["seen"], stats["calibration"]) == (3, 2, [])


def test_an_empty_answer(qbank: Run, home: Path) -> None:
    """It counts as "I do not know": grade 0, nothing revealed, nothing asked further."""
    done = qbank(*ONE, typed="\n")

    assert [row[0] for row in done.rows][:4] == ["mock", "question", "score", "topic"]
    assert [(row["answer"], row["score"], row["grade"]) for row in log(home)[1:2]] == [("", 0.0, 1)]


def test_the_input_ends_and_it_goes_on(qbank: Run, home: Path) -> None:
    """It stays unfinished when the input ends, and the next goes on where it stood, without its options."""
    first = qbank(*ONE, typed=said(HALF))
    assert (first.code, first.rows[-1]) == (0, ["interrupted", "1", "1"])
    assert first.rows[-2][0] == "follow-up"
    assert qbank("mock", "--report").code == 1

    second = qbank("mock", "--seed", "9", "--topic", "training", typed=said(ADDED))
    assert second.rows[0][:3] == ["resumed", "1", "1"]
    assert second.rows[1] == first.rows[-2]
    third = qbank("mock", typed=said(ANSWERS[STOPPING]))
    assert third.rows[1][3] == STOPPING
    assert third.rows[2][:2] == ["score", "0.750"]
    whole = qbank(*ONE, "--home", os.environ["XDG_DATA_HOME"], typed=said(HALF, ADDED, ANSWERS[STOPPING]))
    assert [row for row in whole.rows if row[0] != "seconds"][4:] == third.rows[2:-1]


def test_a_new_one_instead(qbank: Run, home: Path) -> None:
    """It leaves the one that was interrupted, whose report can still be had, and begins another."""
    qbank(*ONE, typed=said(HALF))
    done = qbank("mock", "--new", "--id", DECAY, typed="")

    assert [row[0] for row in done.rows] == ["mock", "question", "interrupted"]
    assert json.loads(qbank("mock", "--report", "--json").out)["ended"] == "left"
    with open_store(home, create=False) as store:
        assert [one.ended for one in interviews(effective(store.reviews()))] == ["left", ""]


def test_filters_that_mean_nothing_leave_it_alone(qbank: Run, home: Path) -> None:
    """It keeps the one that was interrupted when there is nothing to begin instead."""
    qbank(*ONE, typed=said(HALF))

    assert qbank("mock", "--new", "--tag", "nothing", typed="").code == 1
    assert qbank("mock", typed="").rows[0][0] == "resumed"


def test_the_time_is_over(qbank: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the answer that is being given, then asks nothing more."""
    stop_the_clock(monkeypatch, seconds=400.0)
    done = qbank("mock", "--minutes", "10", "--seed", "1", typed=said(*["x"] * 9))

    assert [row[0] for row in done.rows if row[0] in ("question", "follow-up")] == ["question", "follow-up"]
    assert done.rows[-1] == ["seconds", "800"]
    report = json.loads(qbank("mock", "--report", "--json").out)
    assert report["ended"] == "time"
    assert len(report["unasked"]) == 3


def test_a_weak_answer_makes_related_entries_due(qbank: Run, home: Path) -> None:
    """It makes what is related due until it is answered; the quiz says why, stats and home count it."""
    qbank("quiz", "--id", DECAY, typed=said(ANSWERS[DECAY]))
    before = json.loads(qbank("stats", "--json").out)["due"]
    done = qbank(*ONE, typed=said(WRONG, "", ANSWERS[STOPPING]))

    assert [row[1] for row in done.rows if row[0] == "due"] == [DECAY, CLIPPING]
    after = json.loads(qbank("stats", "--json").out)
    assert (before, after["due"]) == (0, 2)
    assert after["coming"][0]["due"] == 2
    assert "2 due today" in qbank("--lang", "en").out
    quiz = qbank("quiz", "-n", "2", "--seed", "1", typed=said(ANSWERS[DECAY], ANSWERS[CLIPPING]))
    assert [row[3] for row in quiz.rows if row[0] == "question"] == [DECAY, CLIPPING]
    assert [row[1:] for row in quiz.rows if row[0] == "related"] == [[DECAY, DROPOUT], [CLIPPING, DROPOUT]]
    assert json.loads(qbank("stats", "--json").out)["due"] == 0


def test_the_plan_puts_them_first(qbank: Run, home: Path) -> None:
    """It puts what is related to a weak answer first, in the plan and in the quiz that follows it."""
    qbank("plan", "--date", "2099-01-01", "--minutes", "60", "--important", "training=0")
    qbank(*ONE, typed=said(WRONG, "", ANSWERS[STOPPING]))

    today = json.loads(qbank("plan", "--json").out)["today"]
    assert set(today[:2]) == {DECAY, CLIPPING}
    quiz = qbank("quiz", "-n", "2", typed=said("x", "x"))
    assert {row[1] for row in quiz.rows if row[0] == "related"} == {DECAY, CLIPPING}


def test_out_of_rotation(qbank: Run, home: Path) -> None:
    """It neither asks what is out of rotation, nor leads to it, nor makes it due."""
    for id_ in (STOPPING, DECAY):
        qbank("suspend", id_)
    done = qbank(*ONE, typed=said(WRONG, "x", "x"))

    assert STOPPING not in [row[3] for row in done.rows[1:4]]
    assert [row[1] for row in done.rows if row[0] == "due"] == [CLIPPING]
    assert qbank("mock", "--id", DECAY).code == 1


def test_drafts_only_where_there_is_nothing_else(qbank: Run, home: Path) -> None:
    """It asks entries with a rubric; of a draft alone it says that nothing was graded."""
    every = qbank("mock", "--minutes", "60", "--seed", "1", typed=said(*[""] * 20))
    assert sorted(row[3] for row in every.rows if row[0] == "question") == sorted(GRADED)

    done = qbank("mock", "--id", DRAFT, typed=said("看显存。"))
    assert ["not graded"] in done.rows
    report = json.loads(qbank("mock", "--report", "--json").out)
    assert (report["score"], report["not_graded"]) == (None, 1)


def test_the_report_as_json(qbank: Run, home: Path, tmp_path: Path) -> None:
    """It prints nothing but JSON, the same that is had again, and writes it where it is told to."""
    done = qbank(*ONE, "--json", typed=said(HALF, ADDED, "Rest."))
    report = json.loads(done.out)

    assert json.loads(qbank("mock", "--report", "--json").out) == report
    assert (report["schema"], report["ended"], report["graded"], report["not_graded"]) == (1, "done", 2, 0)
    (question,) = report["questions"]
    assert question["answer"] == HALF
    assert {one["id"]: one["status"] for one in question["grade"]["points"]} == {
        "mask": "covered", "off": "missed", "scale": "missed",
    }  # fmt: skip
    probe, linked = question["follow_ups"]
    assert probe["added"] == [{"id": "off", "evidence": "推理时关闭 dropout"}]
    assert (probe["grade"], probe["graded"]) == (None, True)
    assert (linked["see"], linked["grade"]["grade"]) == (STOPPING, 0)
    assert report["weak"] == [STOPPING]
    file = tmp_path / "report.json"
    assert qbank("mock", "--report", "--json", "-o", str(file)).code == 0
    assert json.loads(file.read_text("utf-8")) == report


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report(
    qbank: Run,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    text_file: SnapshotAssertion,  # noqa: F811
) -> None:
    """It looks as it did when somebody last looked: with a seed, a fixed clock and these answers."""
    stop_the_clock(monkeypatch)
    file = tmp_path / "report.md"
    answers = ANSWERS | {DROPOUT: WRONG}
    done = qbank("--lang", lang, "mock", "--minutes", "20", "--seed", "4", typed="")
    while done.rows[-1][0] == "interrupted":
        asked = done.rows[-2]
        answer = answers[asked[3]] if asked[0] == "question" else "我觉得是这样。"
        done = qbank("--lang", lang, "mock", "-o", str(file), typed=said(answer))

    assert file.read_text("utf-8") == text_file
    assert qbank("--lang", lang, "mock", "--report").out == file.read_text("utf-8")


def test_what_was_edited_since(qbank: Run, home: Path, bank: Path) -> None:
    """It names entries that were edited since they were asked, and leaves out those that are gone."""
    qbank(*ONE, typed=said(COMPLETE, ANSWERS[STOPPING], "x"))
    change(bank, DROPOUT, question={"zh": "dropout 是什么？", "en": "What is dropout?"})
    assert json.loads(qbank("mock", "--report", "--json").out)["edited"] == [DROPOUT]
    assert f"`{DROPOUT}`" in qbank("mock", "--report").out

    (bank / f"{STOPPING}.yaml").unlink()
    report = json.loads(qbank("mock", "--report", "--json").out)
    assert report["questions"][0]["follow_ups"][0]["grade"] is None


def test_a_report_that_cannot_be_written(qbank: Run, home: Path, tmp_path: Path) -> None:
    """It says so before the first question where the folder is missing; what was answered is kept anyway."""
    done = qbank(*ONE, "-o", str(tmp_path / "no" / "report.md"), typed=said(HALF))
    assert (done.code, done.out, log(home)) == (3, "", [])
    assert "no such folder" in done.err

    done = qbank(*ONE, "-o", str(tmp_path), typed=said(HALF, ADDED, "x"))
    assert done.code == 3
    assert "cannot be written" in done.err
    assert qbank("mock", "--report").code == 0


def test_no_control_characters(qbank: Run, home: Path) -> None:
    """It prints an answer in the report without what would command the terminal."""
    qbank(*ONE, typed=said("随机置零\x1b[2J\x07。", "\x1b]0;x\x07", "x"))

    assert "\x1b" not in qbank("mock", "--report").out


def test_the_same_seed_asks_the_same(qbank: Run, home: Path) -> None:
    """It asks the same questions with the same seed and answers."""
    runs = [qbank("mock", "--seed", "5", "--minutes", "6", typed=said(*["x"] * 20)).rows for _ in (1, 2)]

    assert [row for row in runs[0] if row[0] != "seconds"] == [row for row in runs[1] if row[0] != "seconds"]


def test_other_questions_the_next_time(qbank: Run, home: Path) -> None:
    """It asks, without a seed, nothing that the last interviews asked, while there is something else."""
    asked = [
        row[3]
        for _ in (1, 2, 3)
        for row in qbank("mock", "--minutes", "4", "--difficulty", "2..4", typed="\n" * 9).rows
        if row[0] == "question"
    ]

    assert len(set(asked)) == len(asked) == 3


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_interrupted(bank: Path, home: Path, number: int, code: int, qbank: Run) -> None:
    """It keeps every answer when it is stopped, says by its exit code that it was, and goes on next time."""
    with subprocess.Popen(
        [sys.executable, "-m", "qbank", *ONE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environ(bank, {}),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(said(HALF).encode())
        child.stdin.flush()
        while not child.stdout.readline().startswith(b"follow-up"):
            assert child.poll() is None
        time.sleep(0.2)  # until it waits for the next answer
        child.send_signal(number)
        out, err = child.communicate(timeout=60)

    assert (child.returncode, err) == (code, b"")
    assert [row["answer"] for row in log(home)] == [None, HALF]
    assert (b"interrupted\t1\t1" in out) == (number == signal.SIGINT)
    assert qbank("mock", typed="").rows[1][:4] == ["follow-up", "1", "1", DROPOUT]
