"""Bring the compiled copy of a folder up to date: look first, and write only when no file has a fault.

A file is trusted unread when it is the same by `Identity` and clearly older than the copy; else its content
is hashed, and only a file with other content is parsed again. Where the cache folder cannot be written, the
copy lives in memory.
"""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from qbank import __version__
from qbank.bank import freshness, searching
from qbank.bank.compiled import (
    Compiled,
    Copy,
    DamagedError,
    Known,
    content_hash,
    create,
    edition,
    remove_file,
    write_file,
    write_identity,
    write_meta,
)
from qbank.bank.folder import (
    GLOSSARY,
    TOPICS,
    Content,
    Identity,
    UnreadableError,
    read_content,
    scan,
    unreadable,
)
from qbank.bank.freshness import is_older, traces
from qbank.bank.look import Look
from qbank.bank.rows import concepts_in, row_of
from qbank.files import copy_of_bank, exclusive_lock

SHIPPED = "compiled.sqlite3"  # the copy beside the questions of an installed bank
_LEFT_BEHIND = 86_400_000_000_000  # a part of a build that is a day old: its process was killed


class OvertakenError(Exception):
    """Another process wrote the copy in the meantime: look again."""


class Pending(Protocol):
    """A folder that was looked at: `keep` writes the copy and returns it, `drop` leaves all as it was.

    Attributes:
        is_glanced: Whether a file that was written in place may have been missed.
    """

    look: Look
    is_glanced: bool

    def keep(self) -> Copy:
        """Write the copy, if it can be written, and return it."""
        ...

    def drop(self) -> None:
        """Leave everything as it was."""
        ...


def pending(folder: Path, cache: Path | None, *, distrust: bool = False, now: int | None = None) -> Pending:
    """Look at a folder of questions.

    Args:
        folder: The questions.
        cache: Where the copy belongs; None keeps it in memory.
        distrust: Whether to leave a copy that there is out of account.
        now: The time in microseconds where a glance at a large folder will do; see `freshness`.
    """
    if cache and not distrust:
        with contextlib.suppress(DamagedError):
            return _from_copy(folder, cache, Copy.open(copy_of_bank(cache, folder)), now)
        with contextlib.suppress(DamagedError, OSError):
            return _from_copy(folder, cache, _adopted(folder, cache), None)
    if cache:
        with contextlib.suppress(OSError, sqlite3.Error):
            return _Build(folder, cache)
    return _Build(folder, None)


def _from_copy(folder: Path, cache: Path, copy: Copy, now: int | None) -> Pending:
    """Compare a folder with its copy; after an update of qbank file times mean nothing.

    Raises:
        DamagedError: The copy is not what was written.
    """
    try:
        path, known = copy_of_bank(cache, folder), copy.meta.folders
        if copy.meta.version == __version__:
            is_large = now is not None and not freshness.is_small(known)
            is_recent = is_large and now and freshness.was_compared_lately(path, now)
            if is_recent and freshness.is_same_at_a_glance(folder, known, copy.as_of):
                return _Unchanged(folder, copy, is_glanced=True)
            if freshness.is_same(folder, known, copy.as_of):
                if is_large and now:
                    freshness.note_comparison(path, now)
                return _Unchanged(folder, copy, is_glanced=False)
        return _Update(folder, cache, copy)
    except BaseException:
        copy.close()
        raise


def _adopted(folder: Path, cache: Path) -> Copy:
    """Take over the copy that was shipped with a folder.

    Raises:
        DamagedError: It was made for another program.
        OSError: There is none, or the cache cannot be written.
    """
    with (folder / SHIPPED).open("rb") as shipped:
        cache.mkdir(parents=True, exist_ok=True)
        target = copy_of_bank(cache, folder)
        part, _ = _temporary(target)
        try:
            with part.open("wb") as stream:
                shutil.copyfileobj(shipped, stream)
            Copy.open(part).close()
            _move(part, target)
        finally:
            part.unlink(missing_ok=True)
    return Copy.open(target)


class _Unchanged:
    """A copy that needs nothing."""

    def __init__(self, folder: Path, copy: Copy, *, is_glanced: bool) -> None:
        self.look = Look(folder, unchanged=copy, former=copy.meta.former)
        self.is_glanced = is_glanced
        self._copy = copy

    def keep(self) -> Copy:
        """Return the copy to read."""
        return self._copy

    def drop(self) -> None:
        """Let go of the copy."""
        self._copy.close()


class _Update:
    """A copy that there is, and what has changed since."""

    is_glanced = False

    def __init__(self, folder: Path, cache: Path, copy: Copy) -> None:
        listing = scan(folder)
        self.look = Look(folder, listing.files, listing.findings)
        self.look.folders = traces(listing.single, listing.folders)
        self._path = copy_of_bank(cache, folder)
        self._copy = copy
        doubtful = [name for name, identity in listing.files.items() if not _is_trusted(copy, name, identity)]
        self._now = _now(cache)  # taken before any file is read
        self.look.gone = [name for name in copy.files if name not in listing.files]
        _read(self.look, doubtful, copy.files, self.look.compiled.append)
        self.look.carry_over(copy.meta)
        if self._now is not None:
            own = [trace.identity for trace in self.look.folders if not is_older(trace.identity, copy.as_of)]
            young = [*(listing.files[name] for name in doubtful), *own]
            is_other = copy.meta.version != __version__ or copy.meta.folders != self.look.folders
            self.look.certain = is_other or any(is_older(identity, self._now) for identity in young)

    def keep(self) -> Copy:
        """Write what has changed into the copy, where it can be written, and return the copy to read."""
        look = self.look
        needed = bool(look.compiled or look.gone)
        if not needed and not look.known and not look.certain:
            return self._copy
        try:
            with exclusive_lock(self._path.with_suffix(".lock")):
                self._write()
        except (OSError, sqlite3.Error):
            if not needed:
                return self._copy
            return self._in_memory()
        return Copy(self._copy.connection)

    def drop(self) -> None:
        """Let go of the copy; its file stays as it is."""
        self._copy.close()

    def _write(self) -> None:
        """Write the changes in one transaction, if the file that was opened is still the one at its path."""
        connection, meta = self._copy.connection, self._copy.meta
        if self._path.stat().st_ino != self._copy.inode:
            raise OvertakenError
        connection.execute("BEGIN IMMEDIATE")
        try:
            if edition(connection) != meta.edition:
                raise OvertakenError
            self._apply(connection)
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _in_memory(self) -> Copy:
        memory = _memory()
        try:
            self._copy.connection.backup(memory)
            if edition(memory) != self._copy.meta.edition:
                raise OvertakenError
            self._apply(memory)
            return Copy(memory)
        finally:
            self._copy.close()

    def _apply(self, connection: sqlite3.Connection) -> None:
        rows = [compiled.row for compiled in self.look.compiled if compiled.row]
        gone = {*self.look.gone, *(compiled.path for compiled in self.look.compiled)}
        old = {word for name in gone for word in searching.words_of(connection, name)}
        new = {word for row in rows for word in searching.words_in(row.searched)}
        for name in self.look.gone:
            remove_file(connection, name)
        for compiled in self.look.compiled:
            write_file(connection, compiled)
        for name, known in self.look.known.items():
            write_identity(connection, name, known)
        searching.note_words(connection, old - new, new)
        as_of = self._copy.as_of if self._now is None else self._now
        write_meta(connection, self.look.meta(as_of, self._copy.meta.edition + 1))


class _Build:
    """A new copy, written in a temporary file (or in memory) while the folder is read."""

    is_glanced = False

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._target, self._part, as_of = None, None, 0
        if cache:
            cache.mkdir(parents=True, exist_ok=True)
            self._target = copy_of_bank(cache, folder)
            self._part, as_of = _temporary(self._target)
        self._connection = sqlite3.connect(self._part, isolation_level=None) if self._part else _memory()
        try:
            create(self._connection)
            listing = scan(folder)
            self.look = Look(folder, listing.files, listing.findings)
            self.look.folders = traces(listing.single, listing.folders)
            _read(self.look, listing.files, {}, self._take)
            searching.gather_words(self._connection)
            write_meta(self._connection, self.look.meta(as_of, 1))
            self._connection.execute("COMMIT")
        except BaseException:
            self.drop()
            raise

    def keep(self) -> Copy:
        """Move the new copy into its place, where there is one, and return it to read."""
        if not self._part or not self._target:
            return Copy(self._connection)
        try:
            _move(self._part, self._target)
        except OSError:  # read it all the same: the connection holds the file
            self._part.unlink(missing_ok=True)
        return Copy(self._connection)

    def drop(self) -> None:
        """Let go of the copy that was begun, and remove it."""
        self._connection.close()
        if self._part:
            self._part.unlink(missing_ok=True)

    def _take(self, compiled: Compiled) -> None:
        if not self.look.findings:
            write_file(self._connection, compiled)


def _is_trusted(copy: Copy, name: str, identity: Identity) -> bool:
    """Say whether a file need not even be hashed; after an update of qbank file times mean nothing."""
    known = copy.files.get(name)
    if known is None or known.identity != identity or copy.meta.version != __version__:
        return False
    return is_older(identity, copy.as_of)


def _read(
    look: Look, names: Iterable[str], known: Mapping[str, Known], take: Callable[[Compiled], None]
) -> None:
    """Hash the files, and compile those whose content is not known."""
    for name in names:
        try:
            content = read_content(look.folder, name)
        except UnreadableError as error:
            look.findings.append(unreadable(look.folder / name, error))
            continue
        now, before = Known(content.identity, content_hash(content.whole)), known.get(name)
        if before is None or before.hash != now.hash:
            _compile(look, name, now, content, take)
        elif before.identity != now.identity:
            look.known[name] = now


def _compile(look: Look, name: str, known: Known, content: Content, take: Callable[[Compiled], None]) -> None:
    from qbank.bank import load  # noqa: PLC0415  # late: yaml and pydantic, only when a file has changed

    source = load.check(look.folder, name, content.data, content.code)
    look.findings += source.findings
    if source.findings or source.plain is None:
        return
    if name == TOPICS:
        look.topics = source.plain
    if name == GLOSSARY:
        look.concepts = concepts_in(source.plain)
    row = None
    if "/" in name:
        row = row_of(source.plain, content.code)
        look.former += [
            (old, row.id, source.line("former_ids")) for old in source.plain.get("former_ids", ())
        ]
    take(Compiled(name, known, row))


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _now(cache: Path) -> int | None:
    """Return the time by the clock of the file system, in nanoseconds; None where nothing can be written."""
    try:
        part, now = _temporary(cache / "now")
        part.unlink()
    except OSError:
        return None
    return now


def _temporary(target: Path) -> tuple[Path, int]:
    """Make an empty file beside `target`, and return it with its time; remove what killed processes left."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    with os.fdopen(descriptor):
        now = os.fstat(descriptor).st_mtime_ns
    for part in target.parent.glob(f".{target.name}.*.part"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime_ns < now - _LEFT_BEHIND:
                part.unlink()
    return Path(name), now


def _move(part: Path, target: Path) -> None:
    """Put a finished copy into its place, and away with the journal of a copy whose writer was killed."""
    with exclusive_lock(target.with_suffix(".lock")):
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
        part.replace(target)
