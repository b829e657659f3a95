"""Which files lint looks at, and what it knows around them."""

import shutil
from pathlib import Path

import pytest

from qbank.bank.library import bank_of, read_library
from qbank.bank.linting import lint
from qbank.errors import BankError

GOOD = Path(__file__).parent / "good"
DRAFT = """\
schema: 1
id: {id}
kind: concept
topic: {topic}
question:
  zh: {asked}？
answer:
  zh: 因为。
{more}"""


def write(bank: Path, id_: str, asked: str = "为什么", more: str = "") -> Path:
    """Write a draft with a question in one language."""
    file = bank / f"{id_}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(DRAFT.format(id=id_, topic=file.parent.name, asked=asked, more=more), "utf-8")
    return file


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return shutil.copytree(GOOD, tmp_path / "bank")


def test_everything(bank: Path) -> None:
    """It looks at all of the usual folders where no path is given."""
    assert lint([], [bank]).files == 3
    assert lint([], [bank]).findings == ()
    assert lint([], [bank]).is_readable


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("", 3),
        ("inference", 1),
        ("inference/kv-cache-memory.yaml", 1),
        ("topics.yaml", 0),
        ("compression", 1),
    ],
)
def test_path(bank: Path, path: str, files: int) -> None:
    """It looks at a bank, a topic or a file, and knows the rest of the bank meanwhile."""
    report = lint([bank / path], [])

    assert (report.files, report.findings) == (files, ())


def test_relative_path(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names files as they are seen from here."""
    file = write(bank, "inference/broken", "为,什么")
    monkeypatch.chdir(file.parent)

    report = lint([Path("broken.yaml")], [])

    assert report.files == 1
    assert {str(finding.file) for finding in report.findings} == {str(file)}
    monkeypatch.chdir(bank.parent)
    assert {str(one.file) for one in lint([Path("bank/inference/broken.yaml")], []).findings} == {
        "bank/inference/broken.yaml"
    }


def test_missing_path(tmp_path: Path) -> None:
    """It says that a path is not there."""
    with pytest.raises(BankError, match="nowhere is not there"):
        lint([tmp_path / "nowhere"], [])


def test_broken_files(bank: Path) -> None:
    """It reports a file that cannot be read beside the findings of others, and only where it is asked for."""
    broken = bank / "inference/broken.yaml"
    broken.write_text("schema: 1\nid: [\n", "utf-8")
    write(bank, "inference/odd", "为,什么")

    report = lint([], [bank])

    assert not report.is_readable
    assert report.files == 5
    assert {finding.code for finding in report.findings} == {"YAML", "E802", "W101", "W107"}
    assert lint([bank / "compression"], []).is_readable


def test_links_to_broken_files(bank: Path) -> None:
    """It takes a link to an entry for good though that entry cannot be read."""
    (bank / "inference/broken.yaml").write_text("schema: 1\nid: [\n", "utf-8")
    write(bank, "inference/odd", more="related: [inference/broken, coding/gqa]\n")
    (bank / "coding/gqa").mkdir(parents=True)
    (bank / "coding/gqa/problem.yaml").write_text("schema: 1\n")

    report = lint([bank / "inference/odd.yaml"], [])

    assert {finding.code for finding in report.findings} == {"W101", "W107"}


def test_broken_topics(bank: Path) -> None:
    """It reports broken topics whatever is looked at."""
    (bank / "topics.yaml").write_text("schema: 1\n", "utf-8")

    report = lint([bank / "inference"], [])

    assert not report.is_readable
    assert ("SCHEMA", bank / "topics.yaml") in {(one.code, one.file) for one in report.findings}


def test_personal_bank(bank: Path, tmp_path: Path) -> None:
    """It reads a folder without topics, or one that is in use, beside the others in use."""
    mine = tmp_path / "mine"
    file = write(mine, "inference/mine", more="related: [inference/kv-cache-memory]\n")

    assert {one.code for one in lint([file], [bank]).findings} == {"W101", "W107"}
    (mine / "topics.yaml").write_text("schema: 1\ntopics: []\n", "utf-8")
    assert {one.code for one in lint([file], [bank, mine]).findings} == {"W101", "W107"}
    assert {one.code for one in lint([file], [bank]).findings} == {"W101", "W107", "E601"}


def test_bank_of(bank: Path, tmp_path: Path) -> None:
    """It finds the folder of the bank."""
    bare = write(tmp_path / "bare", "a/b").parents[1]

    for path in (bank, bank / "inference", bank / "inference/kv-cache-memory.yaml", bank / "topics.yaml"):
        assert bank_of(path) == bank
    for path in (bare, bare / "a/b.yaml"):
        assert bank_of(path) == bare


def test_near_duplicates_over_folders(bank: Path, tmp_path: Path) -> None:
    """It finds a near-duplicate in another folder."""
    write(tmp_path / "mine", "inference/mine", "KV cache 占多少显存，如何计算与压缩")

    report = lint([], [bank, tmp_path / "mine"])

    assert {one.code for one in report.findings} == {"W101", "W107", "E901"}
    assert len([one for one in report.findings if one.code == "E901"]) == 2


def test_library_keeps_files() -> None:
    """It knows every entry's file, and which lie below a path."""
    library = read_library([GOOD])

    assert len(library.files) == 3
    assert library.within([GOOD / "training"]) == (GOOD / "training/vanishing-exploding-gradients.yaml",)
    assert library.within([GOOD / "train"]) == ()
