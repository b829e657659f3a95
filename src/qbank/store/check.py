"""What `qbank doctor` says of the log."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qbank.core.history import renamed
from qbank.core.schedule import replay, stamp
from qbank.errors import Message, StoreError
from qbank.store.connect import FILE_NAME, connect, snapshot
from qbank.store.migrations import STEPS, Step, migrate, version
from qbank.store.reviews import read_stamp
from qbank.store.rows import has_memory_table, read_memories, read_reviews

_SYNCHRONOUS_EXTRA = 3


def check(home: Path, renames: Mapping[str, str] | None = None) -> list[Message]:
    """Return everything that is wrong with the log in a data folder; nothing is changed.

    A derived table that is out of date is not wrong (the next session makes it anew); one that claims to fit
    the log and does not, is.

    Args:
        home: The data folder.
        renames: Former ids of entries with those of today, which decide what rows belong together.
    """
    path = home / FILE_NAME
    try:
        if not path.exists():
            return []
        with contextlib.closing(connect(path)) as connection, snapshot(connection, path):
            return list(_findings(connection, path, renames or {}))
    except StoreError as error:
        return [error.message]
    except OSError as error:
        return [Message("{path} cannot be read: {reason}.", {"path": path, "reason": error.strerror})]


def _findings(connection: sqlite3.Connection, path: Path, renames: Mapping[str, str]) -> Iterator[Message]:
    steps = STEPS[: version(connection, path)]
    if not steps:
        return
    damage = list(_damage(connection, path))
    yield from damage
    if not damage:
        yield from _settings(connection, path)
        yield from _schema(connection, path, steps)
        yield from _ids(connection, path)
        yield from _memories(connection, path, renames)


def _damage(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    for (report,) in connection.execute("PRAGMA integrity_check(10)"):
        if report != "ok":
            yield Message("{path}: SQLite found damage: {report}", {"path": path, "report": report})


def _settings(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("truncate", _SYNCHRONOUS_EXTRA):
        values = {"path": path, "journal": journal, "synchronous": synchronous}
        yield Message("{path} would not survive a power cut: journal {journal}, level {synchronous}.", values)


def _schema(connection: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> Iterator[Message]:
    """Compare tables, index and triggers with those of a new file of the same version."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    found = dict(connection.execute(query))
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(model, path, steps)
        for name, sql in model.execute(query):
            if name not in found:
                yield Message("{path}: {name} is missing from the review log.", {"path": path, "name": name})
            elif found[name] != sql:
                yield Message("{path}: {name} has been changed.", {"path": path, "name": name})


def _ids(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    """Look for rows that qbank cannot have written: ids that are no version 7 UUID, or rows of no device."""
    query = (
        "SELECT lower(hex(id)) FROM review WHERE substr(hex(id), 13, 1) <> '7'"
        " OR substr(hex(id), 17, 1) NOT IN ('8', '9', 'A', 'B') OR device = ''"
    )
    for (row,) in connection.execute(query):
        yield Message("{path}: row {row} was not written by qbank.", {"path": path, "row": row})


def _memories(connection: sqlite3.Connection, path: Path, renames: Mapping[str, str]) -> Iterator[Message]:
    rows, last = connection.execute("SELECT count(*), ifnull(max(rowid), 0) FROM review").fetchone()
    claims_to_fit = read_stamp(connection) == (stamp(renames=renames), rows, last)
    if not (claims_to_fit and has_memory_table(connection)):
        return
    derived, kept = replay(renamed(read_reviews(connection), renames)), read_memories(connection)
    wrong = sorted(item for item in derived.keys() | kept.keys() if derived.get(item) != kept.get(item))
    for item in wrong:
        values = {"path": path, "item": item}
        yield Message("{path}: what is remembered of {item} does not follow from the log.", values)
