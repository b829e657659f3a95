"""Beginning, rewriting and approving the file of an entry."""

import shutil
from pathlib import Path

import pytest

from qbank.bank.authoring import approved, entry_paths, new_draft, rewritten
from qbank.bank.linting import lint
from qbank.bank.reader import parse
from qbank.errors import BankError, WrongUsageError

GOOD = Path(__file__).parent / "good"


def test_new_draft(tmp_path: Path) -> None:
    """It makes a short file of the right form, every placeholder of which lint names."""
    text = new_draft("training/warmup")
    file = tmp_path / "training/warmup.yaml"
    file.parent.mkdir()
    file.write_text(text)

    report = lint([file], [])

    assert 30 <= text.count("\n") <= 50
    assert report.is_readable
    placeholders = {one.line for one in report.findings if one.code == "E103"}
    named = {
        number for number, line in enumerate(text.split("\n"), 1) if "TODO" in line and "match" not in line
    }
    assert placeholders >= {number for number in named if "[[" not in text.split("\n")[number - 1]} - _groups(
        text
    )
    assert not rewritten(file).is_changed


def _groups(text: str) -> set[int]:
    return {number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "- [TODO]"}


@pytest.mark.parametrize("id_", ["warmup", "Training/warmup", "a/b/c", "../a", "a/b\n", ""])
def test_bad_id(id_: str) -> None:
    """It refuses what is no id."""
    with pytest.raises(WrongUsageError, match="no id such as"):
        new_draft(id_)


def test_approved() -> None:
    """It adds a review, replaces an older one, and leaves everything else as it is."""
    text = "schema: 1\n# a comment\nid: a/b\n"
    once = approved(text, "2026-01-31", "0" * 16)

    assert once == f"{text}review:\n  state: checked\n  checked: '2026-01-31'\n  hash: '{'0' * 16}'\n"
    assert approved(once, "2026-02-01", "f" * 16) == once.replace("2026-01-31", "2026-02-01").replace(
        f"'{'0' * 16}'", "f" * 16
    )
    assert approved("schema: 1", "2026-01-31", "a" * 16).startswith("schema: 1\nreview:\n")
    older = "schema: 1\nreview:\n  state: draft\n\nwaive:\n  E101: why\n"
    assert parse(approved(older, "2026-01-31", "a" * 16).encode()).plain == {
        "schema": 1,
        "waive": {"E101": "why"},
        "review": {"state": "checked", "checked": "2026-01-31", "hash": "a" * 16},
    }


def test_entry_paths(tmp_path: Path) -> None:
    """It finds entries and problems, and leaves topics, hidden folders and a problem's other files alone."""
    bank = shutil.copytree(GOOD, tmp_path / "bank")
    for other in ("coding/gqa/problem.yaml", "coding/gqa/variants/data.yaml", ".hidden/a.yaml"):
        (bank / other).parent.mkdir(parents=True)
        (bank / other).write_text("schema: 1\n")

    found = list(entry_paths([bank]))

    assert len(found) == 4
    assert [file for file in found if "coding" in file.parts] == [bank / "coding/gqa/problem.yaml"]
    assert list(entry_paths([bank / "topics.yaml"])) == []
    with pytest.raises(BankError, match="is not there"):
        list(entry_paths([bank / "nowhere"]))


def test_entry_paths_below_a_folder_named_coding(tmp_path: Path) -> None:
    """It finds the entries of a bank that lies in a `coding` folder, and of its problems the one file."""
    bank = shutil.copytree(GOOD, tmp_path / "coding" / "bank")
    (bank / "coding/gqa").mkdir(parents=True)
    (bank / "coding/gqa/problem.yaml").write_text("schema: 1\n")
    (bank / "coding/gqa/other.yaml").write_text("schema: 1\n")
    (bank / "topics.yaml").touch()
    problem = bank / "coding/gqa/problem.yaml"

    assert len(list(entry_paths([bank]))) == 4
    assert list(entry_paths([bank / "coding", bank / "coding/gqa", problem])) == [problem] * 3


def test_rewritten(tmp_path: Path) -> None:
    """It says whether a file would change, and why one cannot be rewritten."""
    file = tmp_path / "a.yaml"

    file.write_text("id: a/b\nschema: 1\n")
    assert rewritten(file).text == "schema: 1\nid: a/b\n"
    assert rewritten(file).is_changed
    for text, line, code in (
        ("schema: 1\nid: a/b # why\n", 2, "FMT"),
        ("schema: 1\n\tid: a\n", 2, "YAML"),
        ("", 1, "YAML"),
    ):
        file.write_text(text)
        result = rewritten(file)
        assert not result.is_changed
        assert [(one.line, one.code) for one in result.findings] == [(line, code)]
    file.unlink()
    assert [one.code for one in rewritten(file).findings] == ["FMT"]
