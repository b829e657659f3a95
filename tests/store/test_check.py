"""The doctor finds what is wrong with the log, and nothing else."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from qbank.core.review import Memory, Review
from qbank.core.schedule import replay, stamp
from qbank.store import check as check_module
from qbank.store import open_store
from qbank.store.check import check
from qbank.store.connect import FILE_NAME

Make = Callable[..., Review]
INSERT_NOTE = "INSERT INTO review (id, device, kind, at, 'offset') VALUES ({}, 'note', 0, 0)"
SPOIL_INDEX = """
    UPDATE sqlite_master SET sql = replace(sql, 'item, at', 'at, item') WHERE name = 'review_of_item'
"""


@pytest.fixture
def used(home: Path, make_review: Make) -> Path:
    """Make a log with rows and memories."""
    with open_store(home, new_device="here") as store:
        rows = [make_review(), make_review("c/d")]
        store.append(rows, {})
        store.replace_memories(replay(rows), stamp())
    return home


def change(home: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(home / FILE_NAME)) as other, other:
        other.execute(statement)


def findings(home: Path) -> list[str]:
    return [str(message).removeprefix(f"{home / FILE_NAME}") for message in check(home)]


def test_healthy(home: Path, used: Path) -> None:
    """It finds nothing in a log in use, none in a missing one, and makes none."""
    assert check(used) == []
    assert check(home / "elsewhere") == []
    assert not (home / "elsewhere").exists()


def test_empty_file(tmp_path: Path) -> None:
    """It finds nothing wrong with a file that was killed before it was filled."""
    (tmp_path / FILE_NAME).touch()

    assert check(tmp_path) == []


def test_other_renames_are_no_fault(used: Path) -> None:
    """It does not compare memories made for a bank with other former ids: they are replaced anyway."""
    assert check(used, {"training/old": "training/new"}) == []


@pytest.mark.parametrize("statement", ["DROP TABLE memory", "DELETE FROM meta WHERE key = 'memory'"])
def test_stale_is_no_fault(used: Path, statement: str) -> None:
    """It says nothing of a derived table that is only out of date."""
    change(used, statement)

    assert check(used) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DROP TRIGGER review_refuses_delete", ": review_refuses_delete is missing from the review log."),
        ("DROP INDEX review_of_item", ": review_of_item is missing from the review log."),
        ("DROP TABLE draft", ": draft is missing from the review log."),
        (
            "UPDATE memory SET due_day = 1 WHERE item = 'a/b'",
            ": what is remembered of a/b does not follow from the log.",
        ),
        (
            "DELETE FROM memory WHERE item = 'c/d'",
            ": what is remembered of c/d does not follow from the log.",
        ),
        (
            INSERT_NOTE.format("x'00112233445566778899aabbccddeeff', 'x'"),
            ": row 00112233445566778899aabbccddeeff was not written by qbank.",
        ),
        (
            INSERT_NOTE.format("x'00112233445577778899aabbccddeeff', ''"),
            ": row 00112233445577778899aabbccddeeff was not written by qbank.",
        ),
    ],
)
def test_one_thing_wrong(used: Path, statement: str, found: str) -> None:
    """It names the one thing that is wrong."""
    change(used, statement)

    assert findings(used) == [found]


def test_changed_trigger(used: Path) -> None:
    """It notices a trigger that has lost its teeth."""
    change(used, "DROP TRIGGER review_refuses_update")
    change(used, "CREATE TRIGGER review_refuses_update BEFORE UPDATE ON review BEGIN SELECT 1; END")

    assert findings(used) == [": review_refuses_update has been changed."]


def test_memory_out_of_nothing(used: Path) -> None:
    """It notices a memory of a question that was never answered."""
    with open_store(used) as store:
        store.replace_memories({**store.memories(), "e/f": Memory(1.0, 1.0, 1, 2, 1, 0)}, stamp())

    assert findings(used) == [": what is remembered of e/f does not follow from the log."]


def test_damage(used: Path, make_review: Make) -> None:
    """It reports what SQLite finds in an index that does not fit its table, and looks no further."""
    with contextlib.closing(sqlite3.connect(used / FILE_NAME)) as other, other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute(SPOIL_INDEX)

    assert findings(used)[0].startswith(": SQLite found damage: ")
    assert all("SQLite found damage" in line for line in findings(used))


def test_no_database(tmp_path: Path) -> None:
    """It says that a file is no log."""
    (tmp_path / FILE_NAME).write_bytes(b"text" * 100)

    assert findings(tmp_path) == [" is damaged or no review log: file is not a database."]


def test_folder_that_cannot_be_read(tmp_path: Path) -> None:
    """It says why a folder cannot be looked into."""
    home = tmp_path / ("x" * 300)

    assert [str(message) for message in check(home)] == [
        f"{home / FILE_NAME} cannot be read: File name too long."
    ]


def test_weak_settings(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It notices a connection that would lose acknowledged rows in a power cut."""
    real = check_module.connect

    def weak(path: Path) -> sqlite3.Connection:
        connection = real(path)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    monkeypatch.setattr(check_module, "connect", weak)

    assert findings(used) == [" would not survive a power cut: journal truncate, level 1."]
