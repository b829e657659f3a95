"""qbank export to stdout and to a file."""

import json
from pathlib import Path

import pytest
import yaml

from tests.commands.conftest import IDS, Run


def questions(bank: Path) -> list[dict[str, str]]:
    return [yaml.safe_load(file.read_text("utf-8"))["question"] for file in bank.glob("*/*.yaml")]


def test_markdown(qbank: Run, bank: Path) -> None:
    """It writes every question in both languages, under a table of contents."""
    done = qbank("export", "--format", "md")

    assert done.code == 0
    assert len(questions(bank)) == 5
    for question in questions(bank):
        for text in question.values():
            assert text in done.out
    assert done.out.count('<a id="') == 5
    for line in done.out.splitlines():
        if line.startswith("  - ["):
            assert f'<a id="{line.rpartition("(#")[2].rstrip(")")}"></a>' in done.out
    assert "$" in done.out
    assert "https://arxiv.org/abs/1211.5063" in done.out


def test_the_bank_that_ships(qbank: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It writes every question of qbank's own bank in both languages."""
    monkeypatch.delenv("QBANK_BANK")
    text = qbank("export", "--format", "md").out
    entries = json.loads(qbank("export", "--format", "json").out)["entries"]

    assert len(entries) >= 15
    titles = [entry["title"] if entry["kind"] == "coding" else entry["question"] for entry in entries]
    assert all(title["zh"] in text and title["en"] in text for title in titles)


def test_one_language(qbank: Run) -> None:
    """It leaves the other language out where one was asked for."""
    text = qbank("export", "--format", "md", "--show", "en", "--id", "ptq-vs-qat").out

    assert "How does post-training quantisation" in text
    assert "训练后量化（PTQ）与" not in text


def test_json(qbank: Run) -> None:
    """It writes the entries as their files hold them."""
    document = json.loads(qbank("export", "--format", "json").out)

    assert document["schema"] == 1
    assert sorted(entry["id"] for entry in document["entries"]) == sorted(IDS)


def test_filters(qbank: Run) -> None:
    """It writes what the filters mean and no more."""
    document = json.loads(qbank("export", "--format=json", "--topic", "training", "--checked").out)

    assert [entry["id"] for entry in document["entries"]] == ["training/vanishing-exploding-gradients"]


def test_to_a_file(qbank: Run, tmp_path: Path) -> None:
    """It writes the same into a file, and says how much."""
    target = tmp_path / "题 库.md"
    expected = qbank("export", "--format", "md").out

    done = qbank("export", "--format", "md", "-o", str(target))

    assert done.code == 0
    assert done.out == f"5 entries written to {target}\n"
    assert target.read_text("utf-8") == expected


def test_to_a_place_that_is_not(qbank: Run, tmp_path: Path) -> None:
    """It says that the file cannot be written, and leaves nothing behind."""
    for target in (tmp_path / "nowhere" / "x.md", tmp_path):
        done = qbank("export", "--format", "md", "-o", str(target))

        assert done.code == 3
        assert done.err.startswith(f"error: {target} cannot be written: ")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("format_", "sentence"),
    [
        ("html", "--format html is planned and not part of this version; there are json, md"),
        ("anki", "--format anki is planned"),
        ("pdf", "--format pdf is not one of json, md"),
    ],
)
def test_other_formats(qbank: Run, format_: str, sentence: str) -> None:
    """It names the formats that there are, and those that are planned."""
    done = qbank("export", "--format", format_)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {sentence}")


def test_no_format(qbank: Run) -> None:
    """It needs a format."""
    assert qbank("export").err.startswith("error: qbank export: --format is missing")
