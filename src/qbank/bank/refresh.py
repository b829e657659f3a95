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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from qbank import __version__
from qbank.bank.compiled import (
    Compiled,
    Copy,
    DamagedError,
    Known,
    Meta,
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
from qbank.bank.problem_files import name_of
from qbank.bank.rows import concepts_in, row_of
from qbank.errors import Finding
from qbank.files import copy_of_bank, exclusive_lock

CLEARLY_OLDER = (
    2_000_000_000  # nanoseconds: the coarsest file time in use (FAT) counts in steps of two seconds
)
SHIPPED = "compiled.sqlite3"  # the copy beside the questions of an installed bank
_LEFT_BEHIND = 86_400_000_000_000  # a part of a build that is a day old: its process was killed
Former = tuple[str, str, int]  # an old id, the id of today, the line that says so


class OvertakenError(Exception):
    """Another process wrote the copy in the meantime: look again."""


@dataclass(slots=True)
class Look:
    """What was found in a folder; nothing of it is written yet.

    Attributes:
        names: The files that there are.
        compiled: Those with new content.
        known: Those that have another identity and the old content.
        gone: Those that the copy knows and that are no more.
        certain: Whether a file that had to be hashed need not be hashed again once the copy says as of when.
    """

    folder: Path
    names: list[str]
    findings: list[Finding]
    compiled: list[Compiled] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    topics: dict[str, Any] = field(default_factory=dict)
    concepts: list[tuple[str, list[str]]] = field(default_factory=list)
    certain: bool = False

    def meta(self, as_of: int, edition: int) -> Meta:
        """Return what a copy of this says of itself."""
        return Meta(
            as_of,
            edition,
            former=self.former,
            topics=self.topics.get("topics", []),
            tracks=self.topics.get("tracks", []),
            concepts=self.concepts,
        )


class Pending(Protocol):
    """A folder that was looked at: `keep` writes the copy and returns it, `drop` leaves all as it was."""

    look: Look

    def keep(self) -> Copy:
        """Write the copy, if it can be written, and return it."""
        ...

    def drop(self) -> None:
        """Leave everything as it was."""
        ...


def pending(folder: Path, cache: Path | None, *, distrust: bool = False) -> Pending:
    """Look at a folder of questions.

    Args:
        folder: The questions.
        cache: Where the copy belongs; None keeps it in memory.
        distrust: Whether to leave a copy that there is out of account.
    """
    if cache and not distrust:
        with contextlib.suppress(DamagedError):
            return _Update(folder, cache, Copy.open(copy_of_bank(cache, folder)))
        with contextlib.suppress(DamagedError, OSError):
            return _Update(folder, cache, _adopted(folder, cache))
    if cache:
        with contextlib.suppress(OSError, sqlite3.Error):
            return _Build(folder, cache)
    return _Build(folder, None)


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


class _Update:
    """A copy that there is, and what has changed since."""

    def __init__(self, folder: Path, cache: Path, copy: Copy) -> None:
        listing = scan(folder)
        self.look = Look(folder, list(listing.files), listing.findings)
        self._path = copy_of_bank(cache, folder)
        self._copy = copy
        doubtful = [name for name, identity in listing.files.items() if not _is_trusted(copy, name, identity)]
        self._now = _now(cache) if doubtful else None  # taken before any file is read
        self.look.gone = [name for name in copy.files if name not in listing.files]
        _read(self.look, doubtful, copy.files, self.look.compiled.append)
        _carry_over(self.look, copy.meta)
        if self._now is not None:
            again = any(_is_older(listing.files[name], self._now) for name in doubtful)
            self.look.certain = again or copy.meta.version != __version__

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
        for name in self.look.gone:
            remove_file(connection, name)
        for compiled in self.look.compiled:
            write_file(connection, compiled)
        for name, known in self.look.known.items():
            write_identity(connection, name, known)
        as_of = self._copy.as_of if self._now is None else self._now
        write_meta(connection, self.look.meta(as_of, self._copy.meta.edition + 1))


class _Build:
    """A new copy, written in a temporary file (or in memory) while the folder is read."""

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
            self.look = Look(folder, list(listing.files), listing.findings)
            _read(self.look, listing.files, {}, self._take)
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
    return _is_older(identity, copy.as_of)


def _is_older(identity: Identity, as_of: int) -> bool:
    return max(identity.mtime, identity.ctime) < as_of - CLEARLY_OLDER


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


def _carry_over(look: Look, meta: Meta) -> None:
    """Take from the copy what the files that did not change say."""
    stale = {*look.gone, *(compiled.path for compiled in look.compiled)}
    look.former += [former for former in meta.former if name_of(former[1]) not in stale]
    if TOPICS not in stale:
        look.topics = {"topics": meta.topics, "tracks": meta.tracks}
    if GLOSSARY not in stale:
        look.concepts = meta.concepts


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
