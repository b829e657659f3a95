"""Copies are whole before an older one goes, and come back whole."""

import contextlib
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from qbank.core.review import Review
from qbank.core.schedule import replay, stamp
from qbank.errors import StoreError
from qbank.store import backup as backup_module
from qbank.store import connect as connect_module
from qbank.store import open_store
from qbank.store.backup import KEPT, backup, restore, verify
from qbank.store.check import check
from qbank.store.connect import FILE_NAME

Make = Callable[..., Review]
SPOIL_INDEX = """
    UPDATE sqlite_master SET sql = replace(sql, 'item, at', 'at, item') WHERE name = 'review_of_item'
"""
Start = Callable[..., "subprocess.Popen[str]"]
NOW = 1_790_000_000_123_456


def rows_of(home: Path) -> list[Review]:
    with open_store(home, create=False) as store:
        return store.reviews()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def used(home: Path, make_review: Make) -> Path:
    """Make a log with three rows and their memories."""
    with open_store(home, new_device="here") as store:
        rows = [make_review() for _ in range(3)]
        store.append(rows, {})
        store.replace_memories(replay(rows), stamp())
    return home


def spoil(file: Path) -> None:
    """Damage every page but the first."""
    raw = file.read_bytes()
    file.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


def test_copy(used: Path) -> None:
    """It makes one file, dated, private, whole, with every row."""
    copy = backup(used, None, NOW)

    assert copy == used / "backups" / "qbank-20260921T141320.123456Z.db"
    assert names(used / "backups") == [copy.name]
    assert verify(copy) == 3
    assert copy.stat().st_mode & 0o077 == 0


def test_copy_to_a_place(used: Path, tmp_path: Path) -> None:
    """It makes the file that was named, or a dated one in the folder that was named; it replaces none."""
    file = backup(used, tmp_path / "mine.db", NOW)
    dated = backup(used, tmp_path, NOW)

    assert file == tmp_path / "mine.db"
    assert dated.parent == tmp_path
    for target in (file, tmp_path, dated):
        with pytest.raises(StoreError, match="is already there"):
            backup(used, target, NOW)


def test_while_in_use(used: Path, make_review: Make) -> None:
    """It copies what is committed while a terminal holds the log open, and lets it go on."""
    with open_store(used) as store:
        store.append([make_review()], {})
        copy = backup(used, None, NOW)
        store.append([make_review()], {})

        assert verify(copy) == 4
        assert len(store.reviews()) == 5


def test_while_written(home: Path, start_writer: Start) -> None:
    """It makes whole copies while another process writes."""
    open_store(home, new_device="here").close()
    writer = start_writer("append", home, 150)
    copies = [backup(home, None, NOW + number) for number in range(KEPT)]
    writer.communicate()

    assert writer.returncode == 0
    counts = [verify(copy) for copy in copies]
    assert counts == sorted(counts)


def test_rotation(used: Path) -> None:
    """It keeps the five newest, and what it did not make."""
    other = used / "backups" / "mine.db"
    for number in range(KEPT + 2):
        backup(used, None, NOW + number)
        other.touch()

    kept = names(used / "backups")
    assert len(kept) == KEPT + 1
    assert kept[0] == other.name
    assert kept[-1] == "qbank-20260921T141320.123462Z.db"
    assert "qbank-20260921T141320.123457Z.db" not in kept


def test_bad_copy_rotates_nothing(used: Path) -> None:
    """It keeps every older copy when the log turns out to be damaged, and leaves no half of the new one."""
    for number in range(KEPT):
        backup(used, None, NOW + number)
    before = names(used / "backups")
    spoil(used / FILE_NAME)

    with pytest.raises(StoreError, match=f"{FILE_NAME} is damaged"):
        backup(used, None, NOW + 9)
    assert names(used / "backups") == before


def test_index_that_does_not_fit(used: Path) -> None:
    """It does not call a copy good that can be read but fails SQLite's check."""
    with contextlib.closing(sqlite3.connect(used / FILE_NAME)) as other, other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute(SPOIL_INDEX)

    with pytest.raises(StoreError, match="is damaged"):
        backup(used, None, NOW)
    assert names(used / "backups") == []


def test_lost_rows(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not call a copy good that has fewer rows than the log had."""
    real = backup_module._copy_pages
    monkeypatch.setattr(backup_module, "_copy_pages", lambda *given: real(*given) + 1)

    with pytest.raises(StoreError, match="rows are missing"):
        backup(used, None, NOW)
    assert names(used / "backups") == []


def test_nothing_to_copy(home: Path) -> None:
    """It says that there is no log, and makes nothing."""
    with pytest.raises(StoreError, match="There is no review log"):
        backup(home, None, NOW)
    assert not home.exists()


def test_no_place_for_it(used: Path, tmp_path: Path) -> None:
    """It says that the copy cannot be written where there is no such folder."""
    with pytest.raises(StoreError, match="cannot be used: No such file or directory") as caught:
        backup(used, tmp_path / "none" / "copy.db", NOW)
    assert caught.value.exit_code == 4


def test_put_back(used: Path, make_review: Make) -> None:
    """It puts a copy back, keeps what was there, and an open terminal goes on with it."""
    before = rows_of(used)
    copy = backup(used, None, NOW)
    with open_store(used) as store:
        store.append([make_review()], {})
        later = store.reviews()
        kept = restore(used, copy, NOW + 1)

        assert store.reviews() == before
        new = make_review()
        store.append([new], {})
        assert store.reviews() == [*before, new]
    assert kept == used / "backups" / "qbank-20260921T141320.123457Z.db"
    assert verify(kept) == len(later)
    assert check(used) == []
    restore(used, kept, NOW + 2)
    assert rows_of(used) == later


def test_put_back_the_oldest(used: Path) -> None:
    """It does not rotate away the very copy that it is putting back."""
    copies = [backup(used, None, NOW + number) for number in range(KEPT)]
    restore(used, copies[0], NOW + 99)

    assert all(copy.exists() for copy in copies)
    assert len(names(used / "backups")) == KEPT + 1


def test_put_back_into_nothing(used: Path, tmp_path: Path) -> None:
    """It makes the data folder where there is none."""
    copy = backup(used, tmp_path / "copy.db", NOW)
    elsewhere = tmp_path / "new" / "home"

    assert restore(elsewhere, copy, NOW) is None
    assert rows_of(elsewhere) == rows_of(used)
    assert set(names(elsewhere)) <= {FILE_NAME, f"{FILE_NAME}-journal"}
    assert check(elsewhere) == []


def test_put_back_over_damage(used: Path, tmp_path: Path) -> None:
    """It puts a copy in the place of a damaged log, and keeps that one byte for byte."""
    before = rows_of(used)
    copy = backup(used, tmp_path / "copy.db", NOW)
    (used / FILE_NAME).write_bytes(b"\xff" * 10_000)

    kept = restore(used, copy, NOW)

    assert rows_of(used) == before
    assert check(used) == []
    assert kept == used / "backups" / "qbank-20260921T141320.123456Z.damaged.db"
    assert kept.read_bytes() == b"\xff" * 10_000


def test_journal_of_a_damaged_log(tmp_path: Path) -> None:
    """It sets the journal aside too, lest it be applied to the log that comes in the place of its own."""
    file, journal = tmp_path / FILE_NAME, tmp_path / f"{FILE_NAME}-journal"
    file.write_bytes(b"log")
    journal.write_bytes(b"journal")
    (tmp_path / "backups").mkdir()

    kept = backup_module._keep_bytes(file, tmp_path / "backups" / "copy.db")

    assert kept == tmp_path / "backups" / "copy.damaged.db"
    assert kept.with_name("copy.damaged.db-journal").read_bytes() == b"journal"
    assert not journal.exists()
    assert backup_module._keep_bytes(file, tmp_path / "other.db").read_bytes() == b"log"
    assert not (tmp_path / "other.damaged.db-journal").exists()


def bad_copies(tmp_path: Path, used: Path) -> dict[str, Path]:
    """Make files that must not be put back, by what is said of them."""
    made = {
        name: tmp_path / f"{number}.db"
        for number, name in enumerate(["not a database", "damaged", "newer", "empty", "no backup at"])
    }
    made["not a database"].write_bytes(b"text" * 100)
    backup(used, made["damaged"], NOW)
    spoil(made["damaged"])
    backup(used, made["newer"], NOW)
    with contextlib.closing(sqlite3.connect(made["newer"])) as other:
        other.execute("PRAGMA user_version = 99")
    made["empty"].touch()
    made["no backup at"].mkdir()
    made["There is no backup at"] = tmp_path / "none.db"
    made["File name too long"] = tmp_path / ("x" * 300)
    return made


def test_bad_copies(used: Path, tmp_path: Path) -> None:
    """It changes nothing for a copy that is not whole, and says what is wrong with it."""
    before = rows_of(used)
    for words, copy in bad_copies(tmp_path, used).items():
        with pytest.raises(StoreError, match=words) as caught:
            restore(used, copy, NOW)
        assert caught.value.exit_code == 4
        assert str(copy) in str(caught.value)
    assert rows_of(used) == before
    assert not (used / "backups").exists()


def test_newer_log_stays(used: Path, tmp_path: Path) -> None:
    """It does not replace a log that a newer qbank wrote."""
    copy = backup(used, tmp_path / "copy.db", NOW)
    with contextlib.closing(sqlite3.connect(used / FILE_NAME)) as other:
        other.execute("PRAGMA user_version = 99")
    before = (used / FILE_NAME).read_bytes()

    with pytest.raises(StoreError, match="newer qbank"):
        restore(used, copy, NOW)
    assert (used / FILE_NAME).read_bytes() == before


def test_locked(used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives up on a locked log, for copying and putting back, where Python alone would try for ever."""
    monkeypatch.setattr(connect_module, "WAIT_SECONDS", 0.05)
    copy = backup(used, tmp_path / "copy.db", NOW)
    with contextlib.closing(sqlite3.connect(used / FILE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            restore(used, copy, NOW)
        other.execute("COMMIT")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked by another program"):
            backup(used, None, NOW + 1)

    assert verify(used / FILE_NAME) == 3
