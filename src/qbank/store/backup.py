"""Copies of the log: made while it is in use, checked before an older one goes, and put back."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qbank.errors import StoreError
from qbank.store.connect import FILE_NAME, DamagedStoreError, connect, plain_errors, snapshot
from qbank.store.migrations import version
from qbank.store.reviews import require

FOLDER = "backups"
KEPT = 5
_PATTERN = "qbank-????????T??????.??????Z.db"


def backup(home: Path, target: Path | None, at: int) -> Path:
    """Copy the log, while other terminals may write to it, and return where the copy is.

    Args:
        home: The data folder.
        target: A new file, or a folder to put one in; None for the folder `backups` of `home`, which keeps
            the newest five. An older one goes only after the new one was found whole.
        at: The time for the name, UTC microseconds.

    Raises:
        StoreError: There is no log, it is damaged, or the copy cannot be written.
    """
    path = home / FILE_NAME
    require(path)
    copy = _place(home, target, at)
    _copy_whole(path, copy)
    if target is None:
        _rotate(copy.parent)
    return copy


def restore(home: Path, file: Path, at: int) -> Path | None:
    """Put a backup in the place of the log, after checking it.

    The present log is kept as a backup first, or where it is damaged as it is, byte for byte, beside the
    backups; nothing is rotated away.

    Returns:
        Where the present log is kept, None if there was none.

    Raises:
        StoreError: The backup is not whole or was written by a newer qbank (nothing has changed), or the log
            cannot be replaced.
    """
    path = home / FILE_NAME
    _require_backup(file, home)
    with _plain_os_errors(path):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_first = not path.exists()
    if is_first:
        _copy_whole(file, path, mode="ro")
        return None
    kept = _place(home, None, at)
    try:
        _copy_whole(path, kept)
    except DamagedStoreError:
        kept = _keep_bytes(path, kept)
        _copy_whole(file, path, mode="ro")
    else:
        _overwrite(file, path)
    return kept


def verify(path: Path, *, named: Path | None = None) -> int:
    """Read every page of a log and return how many rows it has.

    Args:
        path: The file.
        named: The file to speak of in an error, where `path` is a copy of it.

    Raises:
        StoreError: It is damaged, no log of qbank, or from a newer one.
    """
    named = named or path
    with contextlib.closing(connect(path, mode="ro")) as connection, plain_errors(named):
        if version(connection, named) == 0:
            raise DamagedStoreError("{path} is empty: there is no review log in it.", path=named)
        report = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if report != "ok":
            raise _damage(named, report)
        return int(connection.execute("SELECT count(*) FROM review").fetchone()[0])


def _require_backup(file: Path, home: Path) -> None:
    with _plain_os_errors(file):
        is_there = file.is_file()
    if not is_there:
        raise StoreError(
            "There is no backup at {path}.",
            hint="The backups that qbank made are in {folder}.",
            path=file,
            folder=home / FOLDER,
        )
    verify(file)


def _damage(path: Path, report: str) -> StoreError:
    """Return the error for what the integrity check found."""
    return DamagedStoreError(
        "{path} is damaged or no review log: {reason}.",
        hint="Put a good backup back with: qbank restore FILE",
        path=path,
        reason=report,
    )


def _place(home: Path, target: Path | None, at: int) -> Path:
    """Return the name of the copy, in a folder that is there."""
    time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    name = f"qbank-{time:%Y%m%dT%H%M%S.%f}Z.db"
    if target is None:
        target = home / FOLDER
        with _plain_os_errors(target):
            target.mkdir(mode=0o700, exist_ok=True)
    with _plain_os_errors(target):
        copy = target / name if target.is_dir() else target
        is_taken = copy.exists()
    if is_taken:
        raise StoreError("{path} is already there.", hint="Name another file.", path=copy)
    return copy


def _copy_whole(source: Path, target: Path, *, mode: str = "rw") -> None:
    """Copy a log to a new place in one step: the file appears there checked and whole, or not at all."""
    with _plain_os_errors(target):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        os.close(descriptor)
        part = Path(name)
        try:
            rows = _copy_pages(source, part, mode)
            if verify(part, named=source) != rows:
                raise _damage(source, "rows are missing")
            part.replace(target)
            _settle(target.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
            raise


def _copy_pages(source: Path, target: Path, mode: str) -> int:
    """Copy through SQLite's online backup, and return the rows of the log as it was copied."""
    with (
        contextlib.closing(connect(source, mode=mode)) as log,
        contextlib.closing(connect(target)) as copy,
        snapshot(log, source),
    ):
        version(log, source)
        rows = int(log.execute("SELECT count(*) FROM review").fetchone()[0])
        with plain_errors(target):
            copy.execute("PRAGMA journal_mode = DELETE")  # leaves no second file beside the copy
            log.backup(copy, progress=_give_up_when_busy(target))
        return rows


def _overwrite(source: Path, target: Path) -> None:
    """Put a backup into a log that is whole, in one transaction: open terminals see one or the other."""
    with (
        contextlib.closing(connect(source, mode="ro")) as copy,
        contextlib.closing(connect(target)) as log,
        plain_errors(target),
    ):
        copy.backup(log, progress=_give_up_when_busy(target))


def _give_up_when_busy(path: Path) -> Callable[[int, int, int], None]:
    """Return a callback that ends a backup on a locked file, where Python would try for ever."""

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(
                "{path} is locked by another program.",
                hint="Close the other program and try again; nothing was changed.",
                path=path,
            )

    return progress


def _keep_bytes(path: Path, kept: Path) -> Path:
    """Set a damaged log aside with its journal, which would otherwise be applied to the next one."""
    kept = kept.with_suffix(".damaged.db")
    journal = path.with_name(f"{path.name}-journal")
    with _plain_os_errors(kept):
        shutil.copyfile(path, kept)
        if journal.exists():
            shutil.copyfile(journal, kept.with_name(f"{kept.name}-journal"))
            journal.unlink()
    return kept


def _rotate(folder: Path) -> None:
    """Remove all but the newest backups that carry our kind of name."""
    with _plain_os_errors(folder):
        for old in sorted(folder.glob(_PATTERN))[:-KEPT]:
            old.unlink()


def _settle(folder: Path) -> None:
    """Make the new name in a folder survive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _plain_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            "{path} cannot be used: {reason}.",
            hint="See whether the folder exists, may be written and has room.",
            path=path,
            reason=error.strerror or error,
        ) from error
