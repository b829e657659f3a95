"""qbank code: from the starter to an accepted solution, and everything that can go wrong on the way."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from qbank.store.connect import FILE_NAME
from tests.commands.conftest import Run
from tests.commands.terminal import (
    ENTER,
    Open,
    practice,  # noqa: F401  # a fixture
    terminal,  # noqa: F401  # a fixture
)

GQA = Path(__file__).parents[2] / "questions" / "coding" / "gqa"
RIGHT = (GQA / "solution.py").read_text("utf-8")
OWN = ["--trust", "--file", str(GQA / "solution.py")]
TILE = (GQA / "wrong" / "tile_kv.py").read_text("utf-8")


@pytest.fixture
def problems(bank: Path) -> Path:
    """Put a problem into the small bank."""
    shutil.copytree(GQA, bank / "coding" / "gqa")
    return bank / "coding"


@pytest.fixture
def workspace(tmp_path: Path, problems: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of this test's own."""
    folder = tmp_path / "my code"
    monkeypatch.setenv("QBANK_WORKSPACE", str(folder))
    return folder


def rows(home: Path) -> list[tuple[str, int | None, dict[str, object]]]:
    """Return kind, grade and data of the rows of the log."""
    connection = sqlite3.connect(home / FILE_NAME)
    found = connection.execute("SELECT kind, grade, data FROM review ORDER BY rowid").fetchall()
    connection.close()
    return [(kind, grade, json.loads(data or "{}")) for kind, grade, data in found]


def test_from_the_starter_to_accepted(qbank: Run, workspace: Path, home: Path) -> None:
    """It writes the starter, rejects it, accepts a right solution, and schedules the problem."""
    started = qbank("code", "start", "gqa")
    assert started.code == 0
    assert "gqa(q, k, v, causal=True)" in started.out
    assert (workspace / "gqa.py").read_text("utf-8") == (GQA / "starter.py").read_text("utf-8")

    unsolved = qbank("code", "test", "gqa", "--trust")
    assert (unsolved.code, unsolved.rows[0]) == (1, ["verdict", "not_implemented"])

    (workspace / "gqa.py").write_text(RIGHT)
    solved = qbank("code", "test", "gqa", "--seed", "5")
    assert (solved.code, solved.rows[:2]) == (0, [["verdict", "accepted"], ["seed", "5"]])
    assert [row[2] for row in solved.rows[2:]] == ["accepted"] * 8

    kinds = [(kind, grade) for kind, grade, _ in rows(home)]
    assert kinds == [("attempt", None), ("answer", 3)]  # the starter as it came was no attempt
    assert qbank("code", "list").rows[0][3:5] == ["passed", "1"]


def test_a_failed_run_makes_it_hard(qbank: Run, workspace: Path, home: Path) -> None:
    """It rates a pass after a failed run lower, and no failed run is a score of an answer."""
    workspace.mkdir()
    for source in (TILE, RIGHT):
        (workspace / "gqa.py").write_text(source)
        qbank("code", "test", "gqa", "--trust")

    assert [(kind, grade) for kind, grade, _ in rows(home)] == [
        ("attempt", None),
        ("attempt", None),
        ("answer", 2),
    ]
    assert json.loads(qbank("stats", "--json").out)["score"]["mean"] is None


def test_json_of_a_test(qbank: Run, workspace: Path) -> None:
    """It is the document that CLI.md promises."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text(TILE)
    done = qbank("code", "test", "coding/gqa", "--json", "--trust", "--seed", "3")
    document = json.loads(done.out)

    assert done.code == 1
    assert {"schema", "id", "verdict", "cases", "seed", "ms"} <= set(document)
    assert (document["schema"], document["id"], document["verdict"]) == (1, "coding/gqa", "wrong_answer")
    assert {"name", "status", "ms", "message"} == set(document["cases"][0])
    assert document["seed"] == 3
    assert document["alike"][0]["en"] == "tiles the KV heads instead of repeating each one"


def test_another_file_leaves_the_workspace_alone(qbank: Run, workspace: Path, tmp_path: Path) -> None:
    """It judges what --file names and makes no workspace."""
    (tmp_path / "mine.py").write_text(RIGHT)

    assert qbank("code", "test", "gqa", "--file", str(tmp_path / "mine.py"), "--trust").code == 0
    assert not workspace.exists()


def test_one_case_whole(qbank: Run, workspace: Path) -> None:
    """It refuses a case that is not there."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text(TILE)

    done = qbank("code", "test", "gqa", "--case", "99", "--trust")

    assert (done.code, done.out) == (2, "")
    assert "there are cases 1 to 8" in done.err


def test_start_never_overwrites_and_reset_keeps(qbank: Run, workspace: Path) -> None:
    """It leaves what was written; reset puts it beside the starter, each time under a new name."""
    qbank("code", "start", "gqa")
    file = workspace / "gqa.py"
    for number in (1, 2):
        file.write_text(f"mine {number}")
        qbank("code", "start", "gqa")
        assert file.read_text() == f"mine {number}"
        assert qbank("code", "reset", "gqa").code == 0
        assert (workspace / f"gqa.{number}.py").read_text() == f"mine {number}"
        assert file.read_text("utf-8") == (GQA / "starter.py").read_text("utf-8")


def test_hints_come_in_steps(qbank: Run, workspace: Path, home: Path) -> None:
    """It shows the first, then the next, and stays at the last; a pass begins anew."""
    shown = [qbank("code", "hint", "gqa").out.split()[0] for _ in range(4)]

    assert shown == ["1/3", "2/3", "3/3", "3/3"]
    assert [data for kind, _, data in rows(home) if kind == "aid"] == [{"hint": 1}, {"hint": 2}, {"hint": 3}]
    assert "2/3" in qbank("code", "hint", "gqa", "2").out
    assert qbank("code", "hint", "gqa", "4").code == 2


def test_the_solution_marks_the_attempt(qbank: Run, workspace: Path, home: Path) -> None:
    """It prints the reference; an accepted attempt after it counts as forgotten."""
    shown = qbank("code", "solution", "gqa").out
    assert shown == RIGHT

    workspace.mkdir()
    (workspace / "gqa.py").write_text(shown)
    qbank("code", "test", "gqa", "--trust")

    assert rows(home)[-1][:2] == ("answer", 1)


def test_explain(qbank: Run, problems: Path) -> None:
    """It explains in the person's language and keeps the code closed."""
    zh, en = qbank("--lang", "zh", "code", "explain", "gqa").out, qbank("code", "explain", "gqa").out

    assert "np.tile" in zh
    assert "GQA differs from MHA" in en
    assert "def gqa" not in zh + en


def test_a_failed_problem_makes_the_related_entries_due(qbank: Run, workspace: Path) -> None:
    """It brings the concepts that the problem rests on, and says why, until it is solved."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text(TILE)
    qbank("code", "test", "gqa", "--trust")

    shown = qbank("quiz", "--lang", "en", "-n", "1", typed="I do not know.\n\n")
    assert "related\tinference/kv-cache-memory\tcoding/gqa" in shown.out

    (workspace / "gqa.py").write_text(RIGHT)
    qbank("code", "test", "gqa")
    assert "related\t" not in qbank("quiz", "-n", "1", typed="I do not know.\n\n").out


def test_a_passed_problem_is_due_again(qbank: Run, workspace: Path) -> None:
    """It is counted where the person stands."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text(RIGHT)
    qbank("code", "test", "gqa", "--trust")
    document = json.loads(qbank("stats", "--json").out)

    assert document["reviews"] >= 1


def test_other_peoples_code_is_asked_for(qbank: Run, workspace: Path) -> None:
    """It does not run a foreign bank's cases unasked; a yes holds until they change."""
    qbank("code", "start", "gqa")
    refused = qbank("code", "test", "gqa")
    assert (refused.code, refused.out) == (5, "")
    assert "--trust" in refused.err

    assert qbank("code", "test", "gqa", "--trust").code == 1
    assert qbank("code", "test", "gqa").code == 1


def test_changed_code_is_asked_for_again(qbank: Run, workspace: Path, problems: Path) -> None:
    """It asks again after the cases have changed."""
    qbank("code", "start", "gqa")
    qbank("code", "test", "gqa", "--trust")
    with (problems / "gqa" / "cases.py").open("a") as stream:
        stream.write("\n# changed\n")

    assert qbank("code", "test", "gqa").code == 5


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["code", "test", "gqa", "--trust"], 2, "qbank code start"),
        (["code", "start", "gqaa"], 2, "did you mean coding/gqa"),
        (["code", "start", "kv-cache-memory"], 2, "no entry kv-cache-memory"),
        (["code", "tests", "gqa"], 2, "did you mean code test"),
        (["code", "start", "gqa", "--variant", "jax"], 2, "no variant jax"),
        (
            ["code", "test", "gqa", "--seed", "-1", "--trust", "--file", str(GQA / "solution.py")],
            2,
            "below 0",
        ),
        (["code", "watch", "gqa"], 2, "needs a terminal"),
        (["code", "test", "gqa", "--trust", "--file", "/"], 2, "cannot be read"),
        (["code", "list", "--topic", "empty"], 1, "no entry fits"),
    ],
)
def test_a_mistake_is_a_sentence(qbank: Run, workspace: Path, words: list[str], code: int, said: str) -> None:
    """It says what is wrong and what next."""
    done = qbank(*words)

    assert done.code == code
    assert said in done.err


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("", "runtime_error"),
        ("def gqa(:\n", "runtime_error"),
        ("\0", "runtime_error"),
        ("x = 1\n", "runtime_error"),
        ("def gqa(q, k, v, causal=True):\n    return 'no'\n", "wrong_answer"),
    ],
)
def test_what_is_no_solution_gets_a_verdict(qbank: Run, workspace: Path, source: str, verdict: str) -> None:
    """It judges an empty file, broken Python, another name, a wrong type."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text(source)
    done = qbank("code", "test", "gqa", "--trust")

    assert (done.code, done.rows[0]) == (1, ["verdict", verdict])
    assert done.err == ""


def test_an_interpreter_without_numpy(
    qbank: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It exits 5 with the next step."""
    monkeypatch.setenv("QBANK_JUDGE_PYTHON", str(tmp_path / "none"))
    qbank("code", "start", "gqa")
    done = qbank("code", "test", "gqa", "--trust")

    assert done.code == 5
    assert "judge_python" in done.err


def test_verify(qbank: Run, workspace: Path, problems: Path) -> None:
    """It judges what the problem brings, and fails when a wrong solution is right."""
    keep = {"tile_kv.py", "no_scale.py"}
    for file in (problems / "gqa" / "wrong").iterdir():
        if file.name not in keep:
            file.unlink()
    good = qbank("code", "verify", "gqa", "--trust")
    assert (good.code, [row[2:] for row in good.rows]) == (
        0,
        [["accepted", "ok"]] * 3 + [["wrong_answer", "ok"]] * 2,
    )

    shutil.copy(problems / "gqa" / "solution.py", problems / "gqa" / "wrong" / "no_scale.py")
    assert qbank("code", "verify", "gqa", "--trust").code == 1


def test_doctor(qbank: Run, home: Path) -> None:
    """It names the interpreter and says of each layer whether it holds."""
    done = qbank("code", "doctor")

    assert done.code == 0
    assert any(row[0] == "numpy" and row[1][0].isdigit() for row in done.rows)
    assert sum(row[-1] in ("holds", "does not hold here") for row in done.rows) == 4


@pytest.mark.parametrize(
    "words", [["code"], ["code", "--help"], ["help", "code"], ["code", "test", "--help"]]
)
def test_help_of_the_group(qbank: Run, problems: Path, words: list[str]) -> None:
    """It lists the commands of the group; alone it lists the problems."""
    done = qbank(*words)

    assert done.code == 0
    assert ("coding/gqa" if words == ["code"] else "code test") in done.out


def test_watch_judges_at_every_save(problems: Path, workspace: Path, terminal: Open) -> None:  # noqa: F811
    """It judges what is there, then each save and Enter; shows a hint; ends at q."""
    words = ("--bank", str(problems.parent), "code", "watch", "gqa")
    at = terminal(*words, lang="en", real=True, rows=60, QBANK_WORKSPACE=str(workspace))
    at.expect("Go on?")
    at.press("y")
    at.expect("not implemented yet", "Enter judges again")

    (workspace / "gqa.py").write_text(TILE)
    at.expect("wrong answer", "tiles the KV heads")

    at.press("h")
    at.expect("1/3")

    replacement = workspace / "gqa.py.new"  # as editors save
    replacement.write_text(RIGHT)
    replacement.replace(workspace / "gqa.py")
    at.expect("8 of 8 cases", "it comes back in")

    at.press(ENTER, "q")
    assert at.exit_code() == 0
