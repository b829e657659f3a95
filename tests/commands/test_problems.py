"""Coding problems in the commands that show, list and search, piped."""

import json
import os
from pathlib import Path

import pytest
import yaml

from qbank import completion
from tests.bank.conftest import FILES, put_problem, whole_problem
from tests.commands.conftest import IDS, Run

PROBLEM = "coding/double"


@pytest.fixture
def bank(bank: Path) -> Path:
    """Return the small bank with a coding problem in it."""
    put_problem(bank, whole_problem())
    return bank


def test_list(qbank: Run) -> None:
    """It lists a problem under its topic, by its title; a kind of its own picks it out."""
    assert qbank("list", "--kind", "coding").rows == [
        [PROBLEM, "training", "coding", "1", "draft", "手写翻倍", "Implement doubling"]
    ]
    assert {row[0] for row in qbank("list").rows} == {*IDS, PROBLEM}
    assert qbank("list", "--topic", "training").rows[0][0] == PROBLEM
    assert PROBLEM not in qbank("list", "--checked").out


def test_topics(qbank: Run) -> None:
    """It counts a problem among the entries of its topic, and makes no topic of the folder."""
    assert qbank("topics").rows[0][:4] == ["training", "训练", "Training", "3"]
    assert "coding" not in [row[0] for row in qbank("topics").rows]


@pytest.mark.parametrize("query", ["手写翻倍", "implement doubling", "手撕 翻倍", "multiply by two"])
def test_search(qbank: Run, query: str) -> None:
    """It finds a problem by title and alias, with a piece of its statement."""
    (hit, *_) = json.loads(qbank("search", query, "--json").out)["hits"]

    assert (hit["id"], hit["topic"], hit["kind"]) == (PROBLEM, "training", "coding")
    assert hit["snippet"] in ("返回 `x` 的两倍。", "Return twice `x`.")


@pytest.mark.parametrize("name", [PROBLEM, "double"])
def test_show(qbank: Run, name: str) -> None:
    """It shows what is asked, and keeps hints, explanation and solution to itself."""
    rows = qbank("show", name).rows

    assert ["title.en", "Implement doubling"] in rows
    assert ["statement.zh", "返回 `x` 的两倍。"] in rows
    assert ["signature", "double(x)"] in rows
    assert ["example", ">>> double(1.5)"] in rows
    assert ["example", "3.0"] in rows
    assert ["spec_notes.en", "- `x` is finite."] in rows
    assert not {row[0] for row in rows} & {"hint.zh", "explain.en", "solution"}


def test_show_the_answer(qbank: Run) -> None:
    """It shows hints, explanation, reference and sources on request."""
    rows = qbank("show", "double", "--answer").rows

    assert ["hint.zh", "提示 b。"] in rows
    assert ["explain.en", "One addition is enough. It takes $O(1)$."] in rows
    assert ["solution", "    return x + x"] in rows
    assert rows[-1] == ["ref", "Docs (2024) https://pytorch.org/docs"]


def test_show_as_json(qbank: Run) -> None:
    """It prints the problem as its file holds it, with the code of starter and reference."""
    entry = json.loads(qbank("show", "double", "--json").out)["entry"]

    assert {name: entry.pop(name) for name in ("starter", "solution")} == {
        name: FILES[f"{name}.py"] for name in ("starter", "solution")
    }
    assert entry == whole_problem()


def test_report(qbank: Run) -> None:
    """It prints what a correction must name."""
    assert f"id: {PROBLEM}\nhash: " in qbank("show", "double", "--report").out


def test_export(qbank: Run) -> None:
    """It writes what is asked, and all that gives the answer away inside a fold."""
    document = qbank("export", "--format", "md", "--kind", "coding").out
    asked, fold, answer = document.partition("<details>")

    assert fold
    assert document.count("<details>") == document.count("</details>") == 1
    for text in ("返回 `x` 的两倍。", "Return twice `x`.", "double(x)", ">>> double(1.5)"):
        assert text in asked
    for text in ("1. 提示 a。", "3. Hint c.", "One addition", "```python\ndef double(x):"):
        assert text in answer
        assert text not in asked
    assert "Docs](<https://pytorch.org/docs>) (2024)" in answer.partition("</details>")[2]


def test_export_json(qbank: Run) -> None:
    """It writes a problem as it writes an entry."""
    (entry,) = json.loads(qbank("export", "--format", "json", "--id", "double").out)["entries"]

    assert entry["title"] == {"zh": "手写翻倍", "en": "Implement doubling"}
    assert entry["solution"] == FILES["solution.py"]


def test_marks(qbank: Run) -> None:
    """It takes stars, notes and suspensions on problems as on entries."""
    assert qbank("star", "double").code == 0
    assert qbank("star").rows == [[PROBLEM]]
    assert qbank("note", "double", "repeat, not tile").code == 0
    assert qbank("suspend", "double").code == 0
    assert [row[0] for row in qbank("suspend").rows] == [PROBLEM]


@pytest.mark.parametrize("arguments", ["quiz --kind coding", "quiz --id double", "grade double"])
def test_not_asked_in_words(qbank: Run, arguments: str) -> None:
    """It says that a problem is answered with code, and how to begin."""
    done = qbank(*arguments.split(), typed="x\n\n")

    assert done.code == 1
    assert "answered with code" in done.err
    assert "hint: qbank code start double begins one" in done.err


def test_a_quiz_leaves_problems_out(qbank: Run) -> None:
    """It asks every entry of the filter and no problem."""
    done = qbank("quiz", "--topic", "training", "-n", "10", typed="x\n\n" * 5)

    assert "为什么要预热" in done.out
    assert "手写翻倍" not in done.out


def test_a_plan_leaves_problems_out(qbank: Run) -> None:
    """It plans for what is answered in words."""
    done = qbank("plan", "--date", "2099-12-31", "--minutes", "300", "--json")
    document = json.loads(done.out)

    assert document["expected"]["entries"] == len(IDS)
    assert PROBLEM not in done.out


def test_home_counts_what_a_quiz_asks(qbank: Run) -> None:
    """It counts no problem among what the quiz brings."""
    assert str(len(IDS)) in qbank().out
    assert str(len(IDS) + 1) not in qbank().out


def test_stats(qbank: Run) -> None:
    """It counts problems with the entries."""
    assert json.loads(qbank("stats", "--json").out)["entries"] == len(IDS) + 1


def test_changed_code_is_a_changed_entry(bank: Path, qbank: Run) -> None:
    """It hands out the solution as it is now."""
    assert "return x + x" in qbank("show", "double", "--answer").out
    (bank / PROBLEM / "solution.py").write_text("def double(x):\n    return 2 * x\n")

    assert "return 2 * x" in qbank("show", "double", "--answer").out


def test_completion(bank: Path, qbank: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """It offers the ids of problems on TAB, and no topic named after their folder."""
    qbank("list")

    completion.answer("2", ["qbank", "show", "cod"], os.environ)
    assert capsys.readouterr().out.split() == [PROBLEM]
    completion.answer("3", ["qbank", "list", "--topic", ""], os.environ)
    assert "coding" not in capsys.readouterr().out.split()
    completion.answer("3", ["qbank", "list", "--kind", "c"], os.environ)
    assert "coding" in capsys.readouterr().out.split()


def test_lint(bank: Path, qbank: Run) -> None:
    """It finds faults in a problem's files at their lines, and runs no strange bank's code unasked."""
    (bank / PROBLEM / "wrong/p3.py").write_text("def double(x):\n    return (\n")
    done = qbank("lint", str(bank / PROBLEM / "solution.py"))

    assert done.code == 1
    assert f"{PROBLEM}/wrong/p3.py:2: E002" in done.out
    assert qbank("lint", str(bank / PROBLEM), "--run").code == 5


def test_fmt(bank: Path, qbank: Run) -> None:
    """It rewrites a problem.yaml once, and leaves the values as they are."""
    file = bank / PROBLEM / "problem.yaml"

    assert qbank("fmt", "--check", str(bank / "coding")).code == 1
    assert qbank("fmt", str(bank / "coding")).out == f"{file} rewritten\n"
    assert qbank("fmt", "--check", str(bank / "coding")).code == 0
    keys = [row.partition(":")[0] for row in file.read_text("utf-8").splitlines() if row[:1].isalpha()]
    assert keys == [
        "schema", "id", "kind", "topic", "tags", "difficulty", "title", "aliases", "statement", "signature",
        "examples", "spec_notes", "hints", "explain", "limits", "needs", "follow_ups", "refs", "seeds",
        "related", "equivalent",
    ]  # fmt: skip
    assert yaml.safe_load(file.read_text("utf-8")) == whole_problem()


def test_approve(bank: Path, qbank: Run) -> None:
    """It shows all that a problem says with its sources, and marks it as checked."""
    done = qbank("approve", "double", "--yes")

    assert done.code == 0
    for text in (
        "Implement doubling",
        "返回 x 的两倍。",
        "One addition is enough.",
        "return x + x",
        "pytorch.org/docs",
    ):
        assert text in done.out
    assert qbank("list", "--kind", "coding").rows[0][4] == "checked"
    (bank / PROBLEM / "cases.py").write_text("ENTRY = 'double'\n")
    assert qbank("list", "--kind", "coding").rows[0][4] == "draft"


def test_approve_a_draft(bank: Path, qbank: Run) -> None:
    """It refuses a problem that breaks a rule or lacks something."""
    (bank / PROBLEM / "starter.py").unlink()

    assert qbank("approve", "double", "--yes").code == 1
    put_problem(bank, whole_problem(hints=[]))
    assert qbank("approve", "double", "--yes").code == 1
    assert qbank("list", "--kind", "coding").rows[0][4] == "draft"


def test_new(bank: Path, qbank: Run) -> None:
    """It begins no entry in the folder of the problems, where none can stand."""
    done = qbank("new", "coding/triple")

    assert done.code == 2
    assert "a folder of several files" in done.err
    assert not (bank / "coding/triple.yaml").exists()


def test_schema(qbank: Run) -> None:
    """It prints the form of a problem.yaml for editors."""
    schema = json.loads(qbank("schema", "problem").out)

    assert schema["properties"]["kind"]["const"] == "coding"
    assert set(schema["required"]) == {
        "schema", "id", "kind", "topic", "title", "statement", "signature", "examples", "spec_notes", "needs",
    }  # fmt: skip
    assert "question" not in schema["properties"]
