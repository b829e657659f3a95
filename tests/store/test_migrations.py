"""A file of any older version comes to the present one, a step whole or not at all."""

import contextlib
import os
import random
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qbank.core.review import Review, uuid7
from qbank.errors import StoreError
from qbank.store import open_store
from qbank.store.connect import FILE_NAME, connect
from qbank.store.migrations import APPLICATION, STEPS, Step, migrate, statements, version
from qbank.store.rows import INSERT_REVIEW, review_row

Make = Callable[..., Review]
Start = Callable[..., "subprocess.Popen[str]"]


def add_mood(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE review ADD COLUMN mood TEXT")
    connection.execute("CREATE TABLE extra (item TEXT PRIMARY KEY) STRICT")


def fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (x)")
    raise RuntimeError("a mistake in a step")


def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_new_file(tmp_path: Path) -> None:
    """It leads an empty file through every step."""
    path = tmp_path / FILE_NAME
    with contextlib.closing(connect(path, mode="rwc")) as connection:
        assert version(connection, path) == 0
        migrate(connection, path)

        assert version(connection, path) == len(STEPS)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("steps", [STEPS[:number] for number in range(len(STEPS) + 1)], ids=len)
def test_any_older_version(tmp_path: Path, steps: tuple[Step, ...]) -> None:
    """It ends at the same schema from whatever version it starts."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    with (
        contextlib.closing(connect(old, mode="rwc")) as from_old,
        contextlib.closing(connect(new, mode="rwc")) as from_nothing,
    ):
        migrate(from_old, old, steps)
        migrate(from_old, old, (*STEPS, add_mood))
        migrate(from_nothing, new, (*STEPS, add_mood))

        assert version(from_old, old, 2) == len(STEPS) + 1
        assert schema(from_old) == schema(from_nothing)


def test_keeps_the_rows(home: Path, make_review: Make) -> None:
    """It keeps every row, and refuses the migrated file to a qbank that does not know the version."""
    rows = [make_review() for _ in range(20)]
    with open_store(home, new_device="here") as store:
        store.append(rows, {})
    path = home / FILE_NAME
    with contextlib.closing(connect(path)) as connection:
        migrate(connection, path, (*STEPS, add_mood))
        migrate(connection, path, (*STEPS, add_mood))

        assert connection.execute("SELECT id FROM review").fetchall() == [(row.id,) for row in rows]
        assert connection.execute("SELECT count(mood) FROM review").fetchone() == (0,)
    with pytest.raises(StoreError, match="newer qbank"):
        open_store(home)


def test_broken_step(home: Path) -> None:
    """It leaves the file at the last whole version when a step fails."""
    open_store(home, new_device="here").close()
    path = home / FILE_NAME
    with contextlib.closing(connect(path)) as connection:
        before = schema(connection)
        with pytest.raises(RuntimeError):
            migrate(connection, path, (*STEPS, fail))

        assert schema(connection) == before
        assert version(connection, path) == len(STEPS)


def test_step_done_by_another(home: Path) -> None:
    """It does not do a step again that another process has just done."""
    open_store(home, new_device="here").close()
    path = home / FILE_NAME
    with contextlib.closing(connect(path)) as slow, contextlib.closing(connect(path)) as fast:
        calls = []

        def step(connection: sqlite3.Connection) -> None:
            calls.append(connection)
            add_mood(connection)

        slow.set_trace_callback(
            lambda statement: (
                migrate(fast, path, (*STEPS, step)) if statement.startswith("BEGIN") and not calls else None
            )
        )
        migrate(slow, path, (*STEPS, step))

        assert calls == [fast]
        assert version(slow, path, 2) == 2


def test_statements() -> None:
    """It splits a script at its statements, a trigger whole, and keeps one without a semicolon."""
    script = (
        "CREATE TABLE a (x); -- one; two\nCREATE TRIGGER t DELETE ON a BEGIN\n SELECT 1;\nEND;\nSELECT 2\n\n"
    )

    found = list(statements(script))

    assert [part.split(None, 2)[:2] for part in found if not part.startswith("--")] == [
        ["CREATE", "TABLE"],
        ["CREATE", "TRIGGER"],
        ["SELECT", "2"],
    ]
    assert list(statements("SELECT 1;\n\n")) == ["SELECT 1;\n"]


def test_killed(home: Path, start_writer: Start) -> None:
    """It is at the old version or at the new one, whole, after `kill -9` in the middle of a step."""
    open_store(home, new_device="here").close()
    path = home / FILE_NAME
    with contextlib.closing(connect(path)) as connection:
        connection.execute("BEGIN")
        made = (
            Review(uuid7(n, os.urandom(8)), "here", n, 0, "answer", answer="答" * (n % 300))
            for n in range(20_000)
        )
        connection.executemany(INSERT_REVIEW, map(review_row, made))
        connection.execute("COMMIT")
    original = path.read_bytes()
    versions = [_kill_one(path, original, start_writer, pause=number * 0.02) for number in range(12)]

    assert set(versions) <= {1, 2}


def _kill_one(path: Path, original: bytes, start_writer: Start, pause: float) -> int:
    """Kill a migration after a pause, look at the file, and let the next opening finish the work."""
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    path.write_bytes(original)
    writer = start_writer("migrate", path.parent)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "go\n"
    time.sleep(pause * random.random() * 2)
    writer.kill()
    writer.communicate()
    with contextlib.closing(connect(path)) as connection:
        found = version(connection, path, 2)
        tables = {name for name, _ in schema(connection)}
        assert ("extra" in tables) is ("review_of_text" in tables) is (found == 2)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM review").fetchone() == (20_000,)
        migrate(connection, path, (*STEPS, add_mood))
        assert version(connection, path, 2) == 2
    return found
