"""new, lint, fmt, approve and schema as a person runs them."""

import json
import shutil
from pathlib import Path

import pytest

from qbank.cli import run

GOOD = Path(__file__).parents[1] / "bank" / "good"
KV = "inference/kv-cache-memory.yaml"


@pytest.fixture
def bank(tmp_path: Path, home: Path) -> Path:
    return shutil.copytree(GOOD, tmp_path / "bank")


def edit(bank: Path, name: str, old: str, new: str) -> None:
    text = (bank / name).read_text("utf-8")
    assert old in text
    (bank / name).write_text(text.replace(old, new, 1), "utf-8")


def test_lint_good(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has nothing to find in a good bank."""
    assert run(["lint", str(bank)]) == 0

    out = capsys.readouterr().out
    assert "no findings in 3 files" in out


def test_lint_usual_folders(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It looks at the banks in use where no path is given."""
    assert run(["--bank", str(bank), "lint"]) == 0
    assert "in 3 files" in capsys.readouterr().out


def test_lint_findings(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It exits with 1 for an error, each with file, line and code."""
    edit(bank, KV, "缓存后每步", "缓存后,每步")

    assert run(["lint", str(bank)]) == 1

    out = capsys.readouterr().out
    assert f"{bank / KV}:24: E802 " in out
    assert "1 errors, 1 warnings in 3 files" in out


def test_lint_warnings(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It exits with 0 where there are only warnings: a draft may be merged."""
    edit(bank, KV, "state: checked", "state: draft")

    assert run(["lint", str(bank)]) == 0
    assert "W102" in capsys.readouterr().out


def test_lint_json(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints the JSON that is promised, in the interface's language."""
    edit(bank, KV, "缓存后每步", "缓存后,每步")

    assert run(["lint", str(bank / KV), "--json", "--lang", "en"]) == 1

    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == 1
    assert document["files"] == 1
    assert document["findings"][0] == {
        "file": str(bank / KV),
        "line": 24,
        "code": "E802",
        "severity": "error",
        "message": "a half-width mark after Chinese: 后,",
    }


def test_lint_bad_file(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It exits with 3 where a file cannot be read, and shows every finding all the same."""
    (bank / "inference/broken.yaml").write_text("schema: 1\nid: [\n")
    edit(bank, KV, "缓存后每步", "缓存后,每步")

    assert run(["lint", str(bank)]) == 3

    out = capsys.readouterr().out
    assert "broken.yaml:2: YAML" in out
    assert "E802" in out


def test_lint_run(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It runs the programs in answers, but for those tagged norun, and says which fails and why."""
    assert run(["lint", "--run", str(bank)]) == 0
    (file,) = bank.glob("training/*.yaml")
    text = file.read_text("utf-8")
    fenced = "answer:\n  zh: |\n    ```python{tag}\n    {code}\n    ```\n"

    for tag, code, fails in (("", "1 / 0", True), (" norun", "1 / 0", False), ("", "print(1)", False)):
        file.write_text(text.replace("answer:\n  zh: |\n", fenced.format(tag=tag, code=code), 1), "utf-8")
        capsys.readouterr()
        run(["lint", "--run", str(bank)])
        assert ("E921 code in the answer fails: ZeroDivisionError" in capsys.readouterr().out) == fails


def test_fmt(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It rewrites what is not canonical, and nothing else."""
    assert run(["fmt", "--check", str(bank)]) == 0
    before = (bank / KV).read_bytes()
    edit(bank, KV, "tags: [kv-cache, gqa, memory, serving]", "tags: [ kv-cache, gqa, memory, serving ]")

    assert run(["fmt", "--check", str(bank)]) == 1
    assert "would change" in capsys.readouterr().out
    assert run(["fmt", str(bank)]) == 0
    assert (bank / KV).read_bytes() == before


def test_fmt_comment(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It leaves a file with a comment as it is, names its line, and does the others."""
    edit(bank, KV, "difficulty: 3", "difficulty: 3 # why?")
    edit(bank, "compression/ptq-vs-qat.yaml", "difficulty: 3", "difficulty:   3")

    assert run(["fmt", str(bank)]) == 3

    captured = capsys.readouterr()
    assert f"{bank / KV}:6: a comment stands here" in captured.err
    assert "ptq-vs-qat.yaml rewritten" in captured.out
    assert "# why?" in (bank / KV).read_text("utf-8")


def test_new(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It writes a draft that lint takes apart, and never over a file."""
    assert run(["--bank", str(bank), "new", "training/warmup"]) == 0
    assert "warmup.yaml" in capsys.readouterr().out
    assert run(["lint", str(bank / "training/warmup.yaml")]) == 1
    text = (bank / "training/warmup.yaml").read_text()
    assert run(["--bank", str(bank), "new", "training/warmup"]) == 2
    assert "there is an entry training/warmup already" in capsys.readouterr().err
    assert (bank / "training/warmup.yaml").read_text() == text


def test_new_unknown_topic(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It refuses a topic that there is not, with the nearest one."""
    assert run(["--bank", str(bank), "new", "trainin/warmup"]) == 2
    assert "training" in capsys.readouterr().err
    assert not (bank / "trainin").exists()


def test_new_personal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It writes into one's own questions where no bank is named."""
    assert run(["new", "training/a-name-that-nobody-takes"]) == 0
    assert (home / "bank/training/a-name-that-nobody-takes.yaml").is_file()


def test_approve(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It shows the claims beside their sources and marks the entry as checked."""
    edit(bank, KV, "KV cache 也能加速 prefill", "KV cache 也加速 prefill")
    assert run(["--bank", str(bank), "approve", "kv-cache-memory", "--yes"]) == 0

    out = capsys.readouterr().out
    assert "https://arxiv.org/abs/2309.06180" in out
    assert "2*32*32*128*2 = 524288" in out
    assert "kv-cache-memory is checked" in out
    assert run(["lint", str(bank)]) == 0
    assert "no findings" in capsys.readouterr().out


def test_approve_unasked(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It changes nothing where nobody can be asked."""
    before = (bank / KV).read_bytes()

    assert run(["--bank", str(bank), "approve", "kv-cache-memory"]) == 1
    assert "stays as it is" in capsys.readouterr().err
    assert (bank / KV).read_bytes() == before


def test_approve_faulty(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It refuses an entry that breaks a rule or lacks something."""
    edit(bank, KV, "缓存后每步", "缓存后,每步")
    assert run(["--bank", str(bank), "approve", "kv-cache-memory", "--yes"]) == 1
    captured = capsys.readouterr()
    assert "E802" in captured.out
    assert "not ready" in captured.err
    assert run(["--bank", str(bank), "new", "training/warmup"]) == 0
    assert run(["--bank", str(bank), "approve", "warmup", "--yes"]) == 1


def test_schema(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints a JSON Schema for each kind of file."""
    for kind, key in (("", "question"), ("topics", "topics"), ("glossary", "terms"), ("refs", "arxiv")):
        assert run(["schema", *([kind] if kind else [])]) == 0
        assert key in json.loads(capsys.readouterr().out)["properties"]
    assert run(["schema", "entries"]) == 2
    assert "is not one of" in capsys.readouterr().err


def test_a_bank_that_cannot_be_written(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says with 3 that a draft cannot be written."""
    (bank / "data").write_text("a file where the folder of a topic would be")
    (bank / "topics.yaml").write_text(
        (bank / "topics.yaml").read_text() + "  - slug: data\n    name: {en: data}\n"
    )

    assert run(["--bank", str(bank), "new", "data/leak"]) == 3
    assert "data/leak.yaml cannot be written: " in capsys.readouterr().err
