"""The compiled copy that comes with the wheel."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from qbank.bank import open_bank, reader
from qbank.bank.refresh import SHIPPED
from qbank.bank.shipped import ship
from qbank.errors import BankError
from tests.bank.conftest import draft, put, put_problem, put_text, whole_problem


@pytest.fixture
def shipped(folder: Path, tmp_path: Path) -> Path:
    """Copy the folder with its compiled copy to another place, at another time."""
    ship(folder, tmp_path / SHIPPED)
    installed = tmp_path / "installed"
    shutil.copytree(folder, installed, copy_function=shutil.copyfile)
    (tmp_path / SHIPPED).rename(installed / SHIPPED)
    return installed


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collect what is parsed."""
    seen: list[bytes] = []
    parse = reader.parse

    def counting(data: bytes) -> reader.Document:
        seen.append(data)
        return parse(data)

    monkeypatch.setattr(reader, "parse", counting)
    return seen


def test_nothing_is_compiled(shipped: Path, cache: Path, parses: list[bytes]) -> None:
    """It parses no file, and says the same as a bank that is compiled."""
    bank = open_bank([shipped], cache)

    assert parses == []
    assert [one.id for one in bank.summaries()] == ["training/adamw", "training/warm-up"]
    assert [topic.slug for topic in bank.topics] == ["training", "overfitting"]
    assert bank.index.count(["adamw"], ["title"]) == 1


def test_problems(folder: Path, cache: Path, tmp_path: Path, parses: list[bytes]) -> None:
    """It brings coding problems too, and finds their folders where the bank is installed."""
    put_problem(folder, whole_problem())
    ship(folder, tmp_path / SHIPPED)
    installed = shutil.copytree(folder, tmp_path / "installed", copy_function=shutil.copyfile)
    (tmp_path / SHIPPED).rename(installed / SHIPPED)
    put_text(installed, "coding/double/__pycache__/solution.cpython-312.pyc", b"left by pip")
    parses.clear()

    bank = open_bank([installed], cache)

    assert bank.problem("coding/double").title.en == "Implement doubling"
    assert (bank.problem_folder("coding/double") / "cases.py").is_file()
    assert parses == []


def test_an_edited_file_is_read(shipped: Path, cache: Path, parses: list[bytes]) -> None:
    """It trusts no file by its time: one with other content is parsed, and that alone."""
    put(shipped, draft(answer={"zh": "别的。"}))

    assert open_bank([shipped], cache).entry("training/warm-up").answer.zh == "别的。"
    assert len(parses) == 1


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_copy_that_is_none(shipped: Path, cache: Path, parses: list[bytes], damage: bytes | None) -> None:
    """It compiles as if nothing had come along."""
    if damage is None:
        connection = sqlite3.connect(shipped / SHIPPED)
        connection.execute("UPDATE meta SET sum = sum + 1")
        connection.commit()
        connection.close()
    else:
        (shipped / SHIPPED).write_bytes(damage)

    assert len(open_bank([shipped], cache).summaries()) == 2
    assert len(parses) == 3
    assert not list(cache.glob(".*.part"))


def test_no_cache(shipped: Path, tmp_path: Path, parses: list[bytes]) -> None:
    """It compiles in memory where nothing can be kept."""
    (tmp_path / "file").touch()

    assert len(open_bank([shipped], tmp_path / "file" / "cache").summaries()) == 2
    assert len(parses) == 3


def test_a_bank_with_faults_is_not_shipped(folder: Path, tmp_path: Path) -> None:
    """It says that there are faults, and writes nothing."""
    put_text(folder, "training/bad.yaml", "a: [1\n")

    with pytest.raises(BankError):
        ship(folder, tmp_path / SHIPPED)
    assert not (tmp_path / SHIPPED).exists()
