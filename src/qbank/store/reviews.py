"""The store: append to the log, read it, and keep the derived memories in step with it."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from qbank.core.review import Memory, Review, ReviewKind
from qbank.errors import StoreError
from qbank.store.connect import FILE_NAME, connect, plain_errors, snapshot, transaction
from qbank.store.migrations import STEPS, migrate, statements
from qbank.store.rows import (
    INSERT_MEMORY,
    INSERT_REVIEW,
    has_memory_table,
    memory_row,
    read_memories,
    read_reviews,
    review_row,
    storable,
)

_MEMORY_SCHEMA = Path(__file__).with_name("memory.sql")


class Store:
    """An open review log. Made by `open_store`; use it in a `with`.

    The derived memories carry a stamp: the version of the schedule and the rows of the log that they fit.
    Whatever cannot be told to fit (rows of another terminal on the same question, a clock that went back, a
    dropped table) takes the stamp away, `stale` says so, and a replay makes them anew.
    """

    __slots__ = ("_connection", "_known", "device", "path")

    def __init__(self, connection: sqlite3.Connection, path: Path, device: str) -> None:
        self._connection = connection
        self.path = path
        self.device = device
        with plain_errors(path):
            self._known = self._last_row()  # the end of the log as the caller knows it

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice is no fault."""
        self._connection.close()

    def append(self, reviews: Sequence[Review], memories: Mapping[str, Memory | None]) -> None:
        """Write rows and the memories they lead to in one transaction; on return they are on the disk.

        A half-typed answer to a question that is answered here goes away with it.

        Args:
            reviews: New rows. An undo carries the item of the row that it names.
            memories: The new state of every item that the rows touch; None where nothing is remembered.

        Raises:
            StoreError: It could not be written; nothing of it was.
        """
        with transaction(self._connection, self.path):
            stamp, before = self._stamp(), self._last_row()
            fits = self._caller_knows(reviews, memories)
            self._connection.executemany(INSERT_REVIEW, map(review_row, reviews))
            self._write_memories(memories)
            if stamp is not None and stamp[2] == before:
                self._write_stamp((stamp[0], stamp[1] + len(reviews), self._last_row()) if fits else None)
            answered = [(row.item,) for row in reviews if row.kind in ("answer", "attempt")]
            self._connection.executemany("DELETE FROM draft WHERE item = ?", answered)
            after = self._last_row()
        if before == self._known:
            self._known = after

    def reviews(
        self, item: str | None = None, *, since: int = 0, kinds: Sequence[ReviewKind] = ()
    ) -> list[Review]:
        """Return the rows of the log in the order (at, id).

        Args:
            item: Only those of one entry.
            since: Only those from a time on, UTC microseconds.
            kinds: Only those of some kinds.
        """
        with snapshot(self._connection, self.path):
            found = list(read_reviews(self._connection, item, since, kinds))
            if item is None and not since and not kinds:
                self._known = self._last_row()
            return found

    def memories(self) -> dict[str, Memory]:
        """Return what is remembered of each item, as the derived table has it; ask `stale` first."""
        with snapshot(self._connection, self.path):
            self._known = self._last_row()
            return read_memories(self._connection)

    def stale(self, version: str) -> bool:
        """Say whether the derived table does not fit the log and that version of the schedule."""
        with snapshot(self._connection, self.path):
            rows = self._connection.execute("SELECT count(*) FROM review").fetchone()[0]
            fits = self._stamp() == (version, rows, self._last_row())
            return not (fits and has_memory_table(self._connection))

    def replace_memories(self, memories: Mapping[str, Memory], version: str) -> None:
        """Write the derived table anew, from a replay of `reviews()`.

        Where another terminal has added rows since they were read, the table stays stale.
        """
        with transaction(self._connection, self.path):
            self._connection.execute("DROP TABLE IF EXISTS memory")
            for statement in statements(_MEMORY_SCHEMA.read_text(encoding="utf-8")):
                self._connection.execute(statement)
            self._write_memories(memories)
            rows, last = self._connection.execute("SELECT count(*), max(rowid) FROM review").fetchone()
            self._write_stamp((version, rows, last or 0) if self._known == (last or 0) else None)

    def draft(self, item: str) -> str:
        """Return what was typed of an answer and not submitted, "" for nothing."""
        with plain_errors(self.path):
            row = self._connection.execute("SELECT text FROM draft WHERE item = ?", (item,)).fetchone()
        return str(row[0]) if row else ""

    def keep_draft(self, item: str, text: str) -> None:
        """Keep a half-typed answer for the next session; "" removes it."""
        with transaction(self._connection, self.path):
            if text:
                values = (item, storable(text))
                self._connection.execute("INSERT OR REPLACE INTO draft (item, text) VALUES (?, ?)", values)
            else:
                self._connection.execute("DELETE FROM draft WHERE item = ?", (item,))

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind the log has."""
        with plain_errors(self.path):
            query = "SELECT kind, count(*) FROM review GROUP BY kind ORDER BY kind"
            return dict(self._connection.execute(query).fetchall())

    def _last_row(self) -> int:
        return int(self._connection.execute("SELECT ifnull(max(rowid), 0) FROM review").fetchone()[0])

    def _caller_knows(self, reviews: Sequence[Review], memories: Mapping[str, Memory | None]) -> bool:
        """Say whether the memories can be those of a replay: no row that was unseen, none out of order."""
        for row in reviews:
            if row.kind not in ("answer", "undo"):
                continue
            query = (
                "SELECT EXISTS (SELECT 1 FROM review WHERE item = ? AND (rowid > ? OR (at, id) > (?, ?))),"
                " (SELECT ifnull(max(rowid), 0) FROM review) < ?"
            )
            values = (row.item, self._known, row.at, row.id, self._known)
            if row.item not in memories or any(self._connection.execute(query, values).fetchone()):
                return False
        return True

    def _write_memories(self, memories: Mapping[str, Memory | None]) -> None:
        if not has_memory_table(self._connection):
            return
        there = [memory_row(item, memory) for item, memory in memories.items() if memory is not None]
        gone = [(item,) for item, memory in memories.items() if memory is None]
        self._connection.executemany(INSERT_MEMORY, there)
        self._connection.executemany("DELETE FROM memory WHERE item = ?", gone)

    def _stamp(self) -> tuple[str, int, int] | None:
        return read_stamp(self._connection)

    def _write_stamp(self, stamp: tuple[str, int, int] | None) -> None:
        self._connection.execute("DELETE FROM meta WHERE key = 'memory'")
        if stamp is not None:
            self._connection.execute("INSERT INTO meta VALUES ('memory', ?)", (json.dumps(stamp),))


def open_store(home: Path, *, create: bool = True, new_device: str = "") -> Store:
    """Open the log in the folder `home`, making or migrating it where needed.

    Args:
        home: The data folder.
        create: False to read only: makes nothing, and works where nothing can be written.
        new_device: The name that this installation gets if it has none yet; random, from the caller. An
            installation keeps its first name.

    Raises:
        StoreError: It cannot be opened, or (with `create`) not be written.
    """
    path = home / FILE_NAME
    if create:
        _make_folder(home)
    else:
        require(path)
    connection = connect(path, mode="rwc" if create else "rw")
    try:
        migrate(connection, path, STEPS)
        return Store(connection, path, _device(connection, path, new_device, writes=create))
    except BaseException:
        connection.close()
        raise


def peek_memories(home: Path) -> dict[str, Memory]:
    """Return the derived memories to decorate a list with; never creates, changes or waits long.

    {} where there is no log, or one that cannot be read just now: a search must not fail for it, and the
    commands that use the log say what is wrong.
    """
    path = home / FILE_NAME
    try:
        if not path.is_file():
            return {}
        connection = connect(path, mode="ro")
    except (OSError, StoreError):
        return {}
    try:
        with plain_errors(path):
            is_ours = connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
            return read_memories(connection) if is_ours else {}
    except StoreError:
        return {}
    finally:
        connection.close()


def require(path: Path) -> None:
    """Make sure that there is a file.

    Raises:
        StoreError: There is none.
    """
    try:
        is_there = path.is_file()
    except OSError:  # a folder that may not be entered
        is_there = False
    if not is_there:
        raise StoreError(
            "There is no review log at {path}.",
            hint="Answer a first question with: qbank quiz, or name another folder with --home.",
            path=path,
        )


def read_stamp(connection: sqlite3.Connection) -> tuple[str, int, int] | None:
    """Return what the derived table fits: schedule version, rows of the log, last rowid; None for none."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'memory'").fetchone()
    try:
        version, rows, last = json.loads(row[0]) if row else (None, 0, 0)
    except ValueError:
        return None
    return None if version is None else (version, rows, last)


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)  # answers are private
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(
            "{path} is a file, and qbank needs a folder there.",
            hint="Name another folder with --home.",
            path=error.filename,
        ) from error
    except OSError as error:
        raise StoreError(
            "The folder {path} cannot be made: {reason}.",
            hint="Name another folder with --home.",
            path=home,
            reason=error.strerror,
        ) from error


def _device(connection: sqlite3.Connection, path: Path, new_device: str, *, writes: bool) -> str:
    """Return the name of this installation, given on the first occasion; prove that it can be written.

    The proof is a write that is rolled back, so that a person learns of a read-only folder before typing an
    answer and not after.
    """
    read = "SELECT value FROM meta WHERE key = 'device'"
    with plain_errors(path):
        row = connection.execute(read).fetchone()
    if row is None and new_device:
        with transaction(connection, path):
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('device', ?)", (new_device,))
            row = connection.execute(read).fetchone()
    elif writes:
        with plain_errors(path):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO meta VALUES ('proof', 'that the file and its folder can be written')"
            )
            connection.execute("ROLLBACK")
    if row is None and writes:
        raise ValueError("a new store needs new_device")
    return str(row[0]) if row else ""
