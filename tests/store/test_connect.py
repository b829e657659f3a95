"""What stands in the way of the file is said in a sentence, and nothing saved before is lost."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qbank.core.review import Review
from qbank.core.schedule import replay, stamp
from qbank.errors import StoreError
from qbank.store import connect as connect_module
from qbank.store import open_store
from qbank.store.check import check
from qbank.store.connect import FILE_NAME, DamagedStoreError, connect, plain_errors

Make = Callable[..., Review]
Start = Callable[..., "subprocess.Popen[str]"]
NOBODY = 65_534


def refusal(home: Path) -> StoreError:
    """Return the error of opening the store, which has a sentence, a hint and the exit code 4."""
    with pytest.raises(StoreError) as caught:
        open_store(home, new_device="here").close()
    assert caught.value.exit_code == 4
    assert caught.value.hint is not None
    return caught.value


def test_home_is_a_file(tmp_path: Path) -> None:
    """It says so where the data folder, or a folder above it, is a file."""
    file = tmp_path / "file"
    file.write_text("mine")

    assert str(refusal(file)) == f"{file} is a file, and qbank needs a folder there."
    assert "is a file" in str(refusal(file / "below"))
    assert file.read_text() == "mine"


def test_home_has_an_impossible_name(tmp_path: Path) -> None:
    """It says that the folder cannot be made."""
    assert "cannot be made: File name too long." in str(refusal(tmp_path / ("x" * 300)))


def test_file_is_a_folder(tmp_path: Path) -> None:
    """It says that the file cannot be opened."""
    (tmp_path / FILE_NAME).mkdir()

    assert str(refusal(tmp_path)) == f"{tmp_path / FILE_NAME} cannot be opened."


def test_not_a_database(tmp_path: Path) -> None:
    """It leaves a file alone that is no database."""
    file = tmp_path / FILE_NAME
    file.write_bytes(b"not a database at all" * 100)

    assert isinstance(refusal(tmp_path), DamagedStoreError)
    assert file.read_bytes() == b"not a database at all" * 100


def test_database_of_another_program(tmp_path: Path) -> None:
    """It leaves the database of another program alone, whatever version number that one uses."""
    for number in (0, 1, 7):
        file = tmp_path / FILE_NAME
        file.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE theirs (x)")
            other.execute(f"PRAGMA user_version = {number}")
        before = file.read_bytes()

        assert "belongs to another program" in str(refusal(tmp_path))
        assert file.read_bytes() == before


def test_newer_version(home: Path, make_review: Make) -> None:
    """It refuses a file from a newer qbank, and does not touch it."""
    with open_store(home, new_device="here") as store:
        store.append([make_review()], {})
        store._connection.execute("PRAGMA user_version = 99")
    file = home / FILE_NAME
    before = file.read_bytes()

    assert "was written by a newer qbank (version 99 of the file; this one knows 1)." in str(refusal(home))
    assert file.read_bytes() == before


def test_missing_table(home: Path) -> None:
    """It calls a file damaged that lacks a table."""
    with open_store(home, new_device="here") as store:
        store._connection.execute("DROP TABLE meta")

    assert "no such table: meta" in str(refusal(home))


def test_damaged_page(home: Path, make_review: Make) -> None:
    """It says that the log is damaged when a page of it is not what it was."""
    with open_store(home, new_device="here") as store:
        store.append([make_review(answer="x" * 500) for _ in range(100)], {})
    raw = bytearray((home / FILE_NAME).read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    (home / FILE_NAME).write_bytes(raw)

    with pytest.raises(DamagedStoreError) as caught, open_store(home, create=False) as store:
        store.reviews()
    assert "is damaged" in str(caught.value)
    assert len(check(home)) >= 1


def test_locked(home: Path, make_review: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives up on a file that another program keeps locked, and saves when the lock is gone."""
    monkeypatch.setattr(connect_module, "WAIT_SECONDS", 0.05)
    row = make_review()
    with open_store(home, new_device="here") as store:
        with contextlib.closing(sqlite3.connect(home / FILE_NAME)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(
                StoreError, match=r"stayed locked by another program for 0\.05 seconds"
            ) as caught:
                store.append([row], {})
            assert caught.value.exit_code == 4
            assert "stayed locked" in str(refusal(home))
        store.append([row], {})

        assert store.reviews() == [row]


def test_waits_for_five_seconds(home: Path) -> None:
    """It waits as long as another terminal may need."""
    with open_store(home, new_device="here") as store:
        assert store._connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)


def test_old_sqlite(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says which SQLite it needs."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))

    assert "qbank needs 3.37.0 or newer" in str(refusal(home))


def test_reading_only(home: Path) -> None:
    """It says that nothing can be written through a connection that only reads."""
    open_store(home, new_device="here").close()
    path = home / FILE_NAME

    with (
        contextlib.closing(connect(path, mode="ro")) as connection,
        pytest.raises(StoreError, match="the file or its folder is read-only"),
        plain_errors(path),
    ):
        connection.execute("DELETE FROM meta")


def test_our_mistakes_travel(home: Path) -> None:
    """It does not dress up a mistake of ours as a trouble of the disk."""
    with pytest.raises(sqlite3.ProgrammingError), plain_errors(home):
        raise sqlite3.ProgrammingError("closed")


def test_failed_opening_lets_go(tmp_path: Path) -> None:
    """It closes a file that it could not prepare."""
    (tmp_path / FILE_NAME).write_bytes(b"no" * 1000)
    with pytest.raises(StoreError):
        connect(tmp_path / FILE_NAME)

    (tmp_path / FILE_NAME).unlink()


def test_disk_full(home: Path, make_review: Make) -> None:
    """It says that the disk is full, keeps what was saved, and goes on when there is room again."""
    saved = []
    with open_store(home, new_device="here") as store:
        store.replace_memories({}, stamp())
        store._connection.execute("PRAGMA max_page_count = 40")
        with contextlib.suppress(StoreError):
            while True:
                row = make_review(answer="x" * 800)
                store.append([row], dict(replay([*saved, row])))
                saved.append(row)
        with pytest.raises(StoreError, match="The disk is full: ") as caught:
            store.append([row], dict(replay([*saved, row])))
        assert caught.value.exit_code == 4
        assert store.reviews() == saved != []
        store._connection.execute("PRAGMA max_page_count = 4000")
        store.append([row], dict(replay([*saved, row])))

        assert store.reviews() == [*saved, row]
        assert not store.stale(stamp())
    assert check(home) == []


def test_quota(home: Path, make_review: Make, start_writer: Start) -> None:
    """It ends with a sentence where the file may not grow, and everything acknowledged is there."""
    said = start_writer("fill", home, 300_000).communicate()[0].splitlines()

    assert said[0].startswith(f"4 {home / FILE_NAME} could not be ")
    assert int(said[1]) > 50
    with open_store(home) as store:
        assert len(store.reviews()) == int(said[1])
        store.append([make_review()], {})
    assert check(home) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 600 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_small_disk(small_disk: Path, start_writer: Start) -> None:
    """It says that a real disk is full, and everything acknowledged is there."""
    said = start_writer("fill", small_disk / "home", 0).communicate()[0].splitlines()

    assert said[0] == f"4 The disk is full: {small_disk / 'home' / FILE_NAME} could not be written."
    with open_store(small_disk / "home", create=False) as store:
        assert len(store.reviews()) == int(said[1])
    assert check(small_disk / "home") == []


@pytest.fixture
def other_user() -> int:
    """Return the user to become where folders do not bind us, as root; 0 where they do."""
    if os.name != "posix":
        pytest.skip("read-only folders are tested on POSIX")
    return NOBODY if os.geteuid() == 0 else 0


def test_read_only_home(make_review: Make, start_writer: Start, other_user: int) -> None:
    """It reads where nothing may be written, and says before the first question that it cannot write."""
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        home = Path(outer) / "home"
        with open_store(home, new_device="here") as store:
            rows = [make_review(), make_review("c/d")]
            store.append(rows, {})
            store.replace_memories(replay(rows), stamp())
        for file in home.iterdir():
            file.chmod(0o444)
        home.chmod(0o555)

        writer = start_writer("read-only", home, other_user)
        said = writer.communicate()[0].splitlines()
        home.chmod(0o755)

        assert writer.returncode == 0
        refused = f"4 {home / FILE_NAME} cannot be written: the file or its folder is read-only."
        assert said == ["2", "2", refused, "2", refused]


def test_read_only_folder(make_review: Make, start_writer: Start, other_user: int) -> None:
    """It says so as well where the file may be written and its folder not."""
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        home = Path(outer) / "home"
        with open_store(home, new_device="here") as store:
            store.append([make_review()], {})
        (home / FILE_NAME).chmod(0o666)
        (home / f"{FILE_NAME}-journal").unlink()
        home.chmod(0o555)

        said = start_writer("read-only", home, other_user).communicate()[0].splitlines()
        home.chmod(0o755)

        refused = f"4 {home / FILE_NAME} cannot be written: the file or its folder is read-only."
        assert said == ["1", "0", refused, "0", refused]
        with open_store(home) as store:
            assert len(store.reviews()) == 1


def test_folder_closed_to_us(start_writer: Start, other_user: int) -> None:
    """It says that there is no log to be seen in a folder that may not be entered."""
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        home = Path(outer) / "home"
        open_store(home, new_device="here").close()
        home.chmod(0)
        said = start_writer("read-only", home, other_user).communicate()[0].splitlines()
        home.chmod(0o755)

        assert said[0] == f"4 There is no review log at {home / FILE_NAME}."
        assert said[1] == "0"
        assert said[2].startswith(f"4 {home / FILE_NAME} cannot be ")
