"""From any older version of the file to the present one, a step at a time, each whole or not at all."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qbank.errors import StoreError
from qbank.store.connect import DamagedStoreError, plain_errors, transaction

Step = Callable[[sqlite3.Connection], None]

APPLICATION = 0x71626E6B  # "qbnk" in the header of the file
SCHEMA = Path(__file__).with_name("schema.sql")


def to_1(connection: sqlite3.Connection) -> None:
    """Make the log, meta and the drafts."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    for statement in statements(SCHEMA.read_text(encoding="utf-8")):
        connection.execute(statement)


STEPS: tuple[Step, ...] = (to_1,)  # the step at place n leads from version n to n + 1


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the present version; another process may be doing the same.

    Raises:
        StoreError: A newer qbank wrote it, or another program did, or it cannot be written.
    """
    while version(connection, path, len(steps)) < len(steps):
        with transaction(connection, path):
            found = version(connection, path, len(steps))  # again, now that nobody else can change it
            if found < len(steps):
                steps[found](connection)
                connection.execute(f"PRAGMA user_version = {found + 1}")


def version(connection: sqlite3.Connection, path: Path, known: int = len(STEPS)) -> int:
    """Return the version of the file; 0 for a file in which there is nothing yet.

    Raises:
        StoreError: A newer qbank wrote it, or another program did.
    """
    with plain_errors(path):
        # In this order: a process that makes the file at this moment can only make it look like ours.
        is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION and not (is_empty and found == 0 == application):
        raise DamagedStoreError(
            "{path} belongs to another program: it is no review log of qbank.",
            hint="Move it away, or name another folder with --home.",
            path=path,
        )
    if found > known:
        raise StoreError(
            "{path} was written by a newer qbank (version {found} of the file; this one knows {known}).",
            hint="Install the newer qbank. Nothing was changed.",
            path=path,
            found=found,
            known=known,
        )
    return found


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one, so that they can share a transaction."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    if gathered.strip():
        yield gathered
