"""The coding problem of a mock interview, from a pipe: its turn, its judging, its part of the report."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from qbank.core.schedule import replay
from qbank.store import open_store
from tests.commands.conftest import Run, child_environ
from tests.commands.interview_bank import ADDED, HALF, write_interview
from tests.commands.practice import ANSWERS, DROPOUT, STOPPING
from tests.commands.terminal import drafts, log
from tests.commands.test_code import GQA, RIGHT, TILE
from tests.screen.test_views import text_file  # noqa: F401  # a fixture

STARTER = (GQA / "starter.py").read_text("utf-8")
PROBLEM = "coding/gqa"
ONE = ("mock", "--code", "--minutes", "15", "--seed", "1", "--id", DROPOUT)
WORDS = (HALF, ADDED, ANSWERS[STOPPING])
TIME = re.compile(r"\d+:\d\d(?=[ )）（])")


@pytest.fixture
def bank(tmp_path: Path, home: Path) -> Path:
    """Write the bank of interviews and a coding problem of training, in the place of the usual one."""
    folder = write_interview(tmp_path / "bank")
    shutil.copytree(GQA, folder / "coding" / "gqa")
    problem = folder / "coding" / "gqa" / "problem.yaml"
    text = problem.read_text("utf-8").replace("topic: transformer", "topic: training")
    text = re.sub(r"(?ms)^related:\n(?:  - .*\n)+", f"related:\n  - {STOPPING}\n", text)
    problem.write_text(text, "utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of this test's own."""
    folder = tmp_path / "my code"
    monkeypatch.setenv("QBANK_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a file beside the workspace, with a program that mistakes the groups."""
    file = tmp_path / "mine.py"
    file.write_text(TILE)
    return file


def said(*answers: object) -> str:
    return "".join(f"{answer}\n\n" if answer else "\n" for answer in answers)


def report(qbank: Run) -> dict[str, object]:
    found = json.loads(qbank("mock", "--report", "--json").out)
    assert isinstance(found, dict)
    return found


def test_the_problem_comes_last(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It asks in words first, then for a program, which it judges once and of which it says nothing yet."""
    done = qbank(*ONE, "--trust", typed=said(*WORDS, mine))
    names = [row[0] for row in done.rows]

    assert done.code == 0
    assert done.rows[0] == ["mock", "15", "1", "1", "code"]
    assert [row[1:3] for row in done.rows if row[0] in ("question", "follow-up", "code")][:4] == [
        ["1", "2"], ["1", "2"], ["1", "2"], ["2", "2"]
    ]  # fmt: skip
    first = names.index("code")
    assert done.rows[first][3:] == [PROBLEM, str(workspace / "gqa.py"), ""]
    assert ["signature", "gqa(q, k, v, causal=True)"] in done.rows
    assert not {"hint", "explain.en", "solution"} & set(names)
    assert names[names.index("handed in") + 1] == "code"  # the end begins
    assert done.rows[names.index("handed in") + 1] == ["code", PROBLEM, "wrong_answer", "2", "8"]
    assert (workspace / "gqa.py").read_text("utf-8") == STARTER
    attempt = log(home)[-2]
    assert (attempt["kind"], attempt["item"], attempt["answer"], attempt["score"]) == (
        "attempt", PROBLEM, TILE, 0.25
    )  # fmt: skip
    assert {"verdict", "seed", "passed", "cases", "variant", "session", "turn"} <= set(attempt["data"])


def test_it_counts_as_one_answer(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It weighs the cases passed of all like one main answer, and makes what is related to it due."""
    done = qbank(*ONE, "--trust", typed=said(*WORDS, mine))
    found = report(qbank)

    assert found["score"] == pytest.approx((0.5 + 1.0 + 0.25) / 3)
    assert found["graded"] == 3
    assert {"slug": "training", "score": 0.25, "answers": 1} in found["topics"]  # type: ignore[operator]
    assert ["due", STOPPING] in done.rows
    coding = found["coding"]
    assert isinstance(coding, dict)
    assert (coding["verdict"], coding["passed"], coding["cases"]) == ("wrong_answer", 2, 8)
    assert coding["program"] == TILE
    assert coding["failed"]["number"] == 1
    assert "values differ" in coding["failed"]["message"]["en"]
    assert coding["alike"][0]["en"] == "tiles the KV heads instead of repeating each one"
    assert coding["explain"] == "qbank code explain gqa"
    again = qbank("code", "test", "gqa", "--file", str(mine), "--seed", str(coding["seed"]), "--json")
    assert json.loads(again.out)["cases"][0]["message"] == coding["failed"]["message"]["en"]


def test_an_accepted_program_moves_the_schedule(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It rates a right program as `code test` does, and a replay of the log agrees."""
    mine.write_text(RIGHT)
    qbank(*ONE, "--trust", typed=said(*WORDS, mine))

    assert {row["kind"]: row["grade"] for row in log(home) if row["item"] == PROBLEM} == {
        "attempt": None, "answer": 3
    }  # fmt: skip
    with open_store(home, create=False) as store:
        assert store.memories() == replay(store.reviews())
        assert PROBLEM in store.memories()
    assert qbank("code", "list").rows[0][3:5] == ["passed", "1"]
    assert report(qbank)["coding"]["failed"] is None  # type: ignore[index]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report(
    qbank: Run,
    home: Path,
    workspace: Path,
    mine: Path,
    lang: str,
    text_file: SnapshotAssertion,  # noqa: F811
) -> None:
    """It tells of the problem what it told when somebody last looked."""
    mine.write_text(TILE.replace("\n\n", "\n\n# ```\n", 1))
    qbank(*ONE, "--trust", typed=said(*WORDS, mine))
    text = qbank("--lang", lang, "mock", "--report").out
    seed = str(report(qbank)["coding"]["seed"])  # type: ignore[index]
    section = text[text.index("\n## 编程题" if lang == "zh" else "\n## Coding problem") :]

    section = re.sub(r"\d+ of \d+ values|\d+ 个值|\d+/\d+", "some values", section)
    section = re.sub(r"(应为|expected|得到|got) `[^`]*`", r"\1 `0.0`", section)
    assert TIME.sub("0:00", section.replace(seed, "SEED")) == text_file


def test_it_goes_on_at_the_problem(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It stays at the problem when the input ends there, and then leaves alone what was written meanwhile."""
    first = qbank(*ONE, typed=said(*WORDS))
    assert first.rows[-1] == ["interrupted", "2", "2"]
    assert list(drafts(home)) != []
    (workspace / "gqa.py").write_text(RIGHT)

    second = qbank("mock", "--trust", typed=said(workspace / "gqa.py"))
    assert second.rows[0][:3] == ["resumed", "2", "2"]
    assert ["code", PROBLEM, "accepted", "8", "8"] in second.rows
    assert sorted(file.name for file in workspace.iterdir()) == ["gqa.py"]
    assert drafts(home) == {}


def test_what_stood_in_the_workspace(qbank: Run, home: Path, workspace: Path) -> None:
    """It keeps a former program under another name, so that the candidate begins with the starter."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text(RIGHT)
    done = qbank(*ONE, typed=said(*WORDS))

    (row,) = [row for row in done.rows if row[0] == "code"]
    assert row[5] == str(workspace / "gqa.1.py")
    assert (workspace / "gqa.1.py").read_text() == RIGHT
    assert (workspace / "gqa.py").read_text("utf-8") == STARTER


def test_nothing_is_handed_in(qbank: Run, home: Path, workspace: Path) -> None:
    """It ends without a verdict, and counts nothing, after an empty answer."""
    done = qbank(*ONE, typed=said(*WORDS, ""))

    assert ["code", PROBLEM, "", "0", "0"] in done.rows
    found = report(qbank)
    assert (found["graded"], found["ended"]) == (2, "done")
    assert (found["coding"]["verdict"], found["coding"]["program"]) == (None, None)  # type: ignore[index]
    assert "nothing was handed in" in qbank("--lang", "en", "mock", "--report").out


def test_a_file_that_is_not_there(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It says so, hands in nothing, and goes on at the same turn."""
    done = qbank("--lang", "en", *ONE, typed=said(*WORDS, "no/such.py"))
    assert done.code == 2
    assert "there is no no/such.py" in done.err
    assert "qbank mock goes on" in done.err

    assert ["code", PROBLEM, "wrong_answer", "2", "8"] in qbank("mock", "--trust", typed=said(mine)).rows


@pytest.mark.parametrize("without", ["trust", "numpy"])
def test_the_judge_cannot_run(
    qbank: Run, home: Path, workspace: Path, mine: Path, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why, keeps the program, goes on to the end, and the report says that nothing was judged."""
    if without == "numpy":
        monkeypatch.setenv("QBANK_JUDGE_PYTHON", "/no/python")
    options = ("--trust",) if without == "numpy" else ()
    done = qbank("--lang", "en", *ONE, *options, typed=said(*WORDS, mine))

    (row,) = [row for row in done.rows if row[0] == "not judged"]
    assert ("/no/python" in row[2]) is (without == "numpy")
    assert (done.code, done.rows[-1][0]) == (0, "seconds")
    assert ["code", PROBLEM, "judge_error", "0", "0"] in done.rows
    attempt = log(home)[-2]
    assert (attempt["kind"], attempt["answer"], attempt["score"]) == ("attempt", TILE, None)
    assert "verdict" not in attempt["data"]
    found = report(qbank)
    assert (found["graded"], found["coding"]["score"]) == (2, None)  # type: ignore[index]
    text = qbank("--lang", "en", "mock", "--report").out
    assert f"Not judged: {row[2]}" in text
    assert "def gqa" in text
    assert qbank("code", "list").rows[0][3:5] == ["new", "0"]


def test_only_json(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It prints nothing but the report where that is asked for."""
    done = qbank(*ONE, "--trust", "--json", typed=said(*WORDS, mine))

    assert json.loads(done.out)["coding"]["verdict"] == "wrong_answer"


def test_without_code_nothing_changes(qbank: Run, home: Path, workspace: Path) -> None:
    """It is an interview as ever without the option, also in a bank that has problems."""
    done = qbank("mock", "--minutes", "15", "--seed", "1", "--id", DROPOUT, typed=said(*WORDS))

    assert done.rows[0] == ["mock", "15", "1", "1"]
    assert "code" not in [row[0] for row in done.rows]
    assert "coding" not in report(qbank)
    assert not workspace.exists()


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--topic", "overfitting"), 1, "no coding problem fits the filters"),
        (("--difficulty", "5"), 1, "no coding problem fits the filters"),
        (("--minutes", "14"), 2, "takes --minutes 15 or more"),
    ],
)
def test_what_cannot_be_had(
    qbank: Run, home: Path, workspace: Path, options: tuple[str, ...], code: int, sentence: str
) -> None:
    """It says so before it begins, and leaves one that was interrupted alone."""
    qbank("mock", "--id", DROPOUT, typed=said(HALF))
    done = qbank("--lang", "en", "mock", "--new", "--code", *options, typed="")

    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert qbank("mock", typed="").rows[0][0] == "resumed"


def test_a_bank_without_problems(qbank: Run, home: Path, workspace: Path, bank: Path) -> None:
    """It says that there is none."""
    shutil.rmtree(bank / "coding")
    done = qbank("--lang", "en", "mock", "--code", typed="")

    assert (done.code, done.out, log(home)) == (1, "", [])
    assert "leave out --code" in done.err


def test_one_that_was_not_passed_is_preferred(
    qbank: Run, home: Path, workspace: Path, bank: Path, mine: Path
) -> None:
    """It draws what is not passed yet, and a seed of one's own draws the same whatever was passed."""
    other = shutil.copytree(bank / "coding" / "gqa", bank / "coding" / "other") / "problem.yaml"
    other.write_text(other.read_text("utf-8").replace("coding/gqa", "coding/other"), "utf-8")
    mine.write_text(RIGHT)
    before = qbank(*ONE, typed=said(*WORDS, "")).rows
    qbank("code", "test", "gqa", "--file", str(mine), "--trust")

    for _ in range(3):
        rows = qbank("mock", "--code", "--minutes", "15", "--id", DROPOUT, typed=said("", "")).rows
        assert [row[3] for row in rows if row[0] == "code" and len(row) > 5] == ["coding/other"]
    after = qbank(*ONE, typed=said(*WORDS, "")).rows
    assert [row[3] for row in after if row[0] == "code"] == [row[3] for row in before if row[0] == "code"]


def test_it_was_edited_or_lost_since(qbank: Run, home: Path, workspace: Path, bank: Path, mine: Path) -> None:
    """It says of a problem that was edited that the verdict is of then, and leaves out one that is gone."""
    qbank(*ONE, "--trust", typed=said(*WORDS, mine))
    with (bank / "coding" / "gqa" / "cases.py").open("a") as stream:
        stream.write("\n# changed\n")
    text = qbank("--lang", "en", "mock", "--report").out
    assert "the verdict is that of then" in text
    assert "graded anew" not in text

    shutil.rmtree(bank / "coding")
    assert report(qbank)["coding"] is None


def test_a_program_that_commands_the_terminal(qbank: Run, home: Path, workspace: Path, mine: Path) -> None:
    """It prints a program in the report without what would command the terminal."""
    mine.write_text("x = '\x1b]0;x\x07'\nraise ValueError('\x1b[2J `')\n")
    qbank(*ONE, "--trust", typed=said(*WORDS, mine))

    assert "\x1b" not in qbank("mock", "--report").out


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_at_the_problem(
    bank: Path, home: Path, workspace: Path, mine: Path, number: int, code: int, qbank: Run
) -> None:
    """It keeps what was answered and the time, and goes on at the problem."""
    with subprocess.Popen(
        [sys.executable, "-m", "qbank", *ONE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environ(bank, dict(os.environ)),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(said(*WORDS).encode())
        child.stdin.flush()
        while not child.stdout.readline().startswith(b"example"):
            assert child.poll() is None
        child.send_signal(number)
        assert child.wait(60) == code

    (kept,) = drafts(home).values()
    assert float(kept) > 0
    done = qbank("mock", "--trust", typed=said(mine))
    assert [row[0] for row in done.rows[:2]] == ["resumed", "code"]
    assert ["code", PROBLEM, "wrong_answer", "2", "8"] in done.rows
