"""The compiled copy of one folder of questions: an SQLite file that spares a warm start all YAML.

It is derived: deleting it loses nothing. Every row that is read back is compared with a check sum that also
covers the content hash of the file it came from, so that a flipped bit, a half-written page or a foreign file
is noticed (`DamagedError`) and the copy made anew; it is never trusted.
"""

import contextlib
import json
import os
import sqlite3
import stat
import unicodedata
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from qbank import __version__
from qbank.bank import searching
from qbank.bank.folder import Identity
from qbank.bank.freshness import Trace
from qbank.bank.problem_files import CODING
from qbank.bank.rows import Row, summary_of, to_json
from qbank.bank.searching import Searched
from qbank.copies import COPY_FORMAT, sqlite_uri
from qbank.core.query import Column
from qbank.core.question import Summary
from qbank.core.search import Document

_SCHEMA = """
CREATE TABLE meta (          -- one row
    data  BLOB NOT NULL,     -- JSON of Meta
    sum   INTEGER NOT NULL   -- check sum of data
);
CREATE TABLE file (          -- every file of the folder
    number INTEGER PRIMARY KEY,
    path   TEXT NOT NULL UNIQUE, -- inside the folder
    size   INTEGER NOT NULL, -- this and the next three: its Identity
    mtime  INTEGER NOT NULL,
    ctime  INTEGER NOT NULL,
    inode  INTEGER NOT NULL,
    hash   BLOB NOT NULL,    -- blake2b of its content
    sum    INTEGER NOT NULL
);
CREATE TABLE entry (         -- what a list needs, of a problem too
    number  INTEGER PRIMARY KEY, -- of the file
    id      TEXT NOT NULL UNIQUE,
    summary BLOB NOT NULL,   -- JSON
    sum     INTEGER NOT NULL -- over the hash of the file and the rest of the row, here and below
);
CREATE TABLE body (          -- the whole entry
    number INTEGER PRIMARY KEY,
    plain  BLOB NOT NULL,    -- JSON
    sum    INTEGER NOT NULL
);
"""
_TABLES = ("file", "entry", "body")


class DamagedError(Exception):
    """The copy is not what was written, or was written by something else."""


class Known(NamedTuple):
    """A file as it was when it was compiled."""

    identity: Identity
    hash: bytes


@dataclass(frozen=True, slots=True)
class Meta:
    """What the copy says of itself.

    Attributes:
        as_of: The time of the file system, in nanoseconds, before the first file was looked at: a file that
            is not clearly older may have changed since without a sign.
        edition: Goes up with every writing, so that a writer notices another one.
        unicode: Which Unicode the texts were normalised by.
        former: Old id, id of today, line of the file that says so.
        topics: The content of topics.yaml, empty where there is none; likewise `tracks`.
        folders: What each directory was like.
        concepts: Of each term of glossary.yaml its Chinese name and the token sequences of all its names.
    """

    as_of: int
    edition: int
    files: int = 0
    entries: int = 0
    former: list[tuple[str, str, int]] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    tracks: list[dict[str, Any]] = field(default_factory=list)
    concepts: list[tuple[str, list[str]]] = field(default_factory=list)
    folders: list[Trace] = field(default_factory=list)
    format: int = COPY_FORMAT
    version: str = __version__
    unicode: str = unicodedata.unidata_version


def content_hash(data: bytes) -> bytes:
    """Return the hash by which the content of a file is known."""
    from hashlib import blake2b  # noqa: PLC0415  # late: only for a file that may have changed

    return blake2b(data, digest_size=16).digest()


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Turn everything that reading a damaged file can raise into `DamagedError`."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, AttributeError, LookupError, OverflowError) as error:
        raise DamagedError(str(error)) from error


class Copy:
    """An open compiled copy.

    Attributes:
        as_of: Files that changed later than this, or shortly before, are not known for certain; nanoseconds.
        inode: Of the file that was opened, 0 for a copy in memory.
    """

    def __init__(self, connection: sqlite3.Connection, status: os.stat_result | None = None) -> None:
        self.connection = connection
        self.inode = status.st_ino if status else 0
        with reading():
            self.meta = _meta(connection)
        self.as_of = min(self.meta.as_of, status.st_mtime_ns) if status else self.meta.as_of

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the copy at `path`.

        Raises:
            DamagedError: There is none, or none that can be trusted.
        """
        try:
            status = path.stat()
        except OSError as error:
            raise DamagedError(str(error)) from error
        if not stat.S_ISREG(status.st_mode):
            raise DamagedError("not a file")
        with reading():
            connection = sqlite3.connect(sqlite_uri(str(path), "rw"), uri=True, isolation_level=None)
        try:
            return cls(connection, status)
        except DamagedError:
            connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @cached_property
    def files(self) -> dict[str, Known]:
        """What is known of every file; few commands need more of it than `meta` says.

        Raises:
            DamagedError: It is not what was written.
        """
        with reading():
            files = _files(self.connection)
        if len(files) != self.meta.files:
            raise DamagedError("files are missing")
        return files

    def names(self) -> list[str]:
        """Return the path of every file."""
        return list(self.files)

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        with reading():
            found = self.connection.execute("SELECT 1 FROM file WHERE path = ?", (name,)).fetchone()
            return found is not None

    def identity(self, name: str) -> Identity | None:
        """Return the identity under which a file was compiled, None where there is none of this name."""
        with reading():
            asked = "SELECT size, mtime, ctime, inode FROM file WHERE path = ?"
            row = self.connection.execute(asked, (name,)).fetchone()
            return Identity(*row) if row else None

    def topics(self) -> list[str]:
        """Return the names of the folders that have entries; those of problems are deeper."""
        counted = [trace.path for trace in self.meta.folders if trace.files]
        return [path for path in counted if path and "/" not in path]

    def summaries(self) -> list[Summary]:
        """Return the summary of every entry, in no order."""
        with reading():
            rows = self.connection.execute(
                "SELECT id, summary, entry.sum, hash FROM entry JOIN file USING (number)"
            ).fetchall()
            for id_, summary, sum_, hash_ in rows:
                _compare(sum_, hash_, id_.encode(), summary)
            if len(rows) != self.meta.entries:
                raise DamagedError("entries are missing")
            return [summary_of(row[1]) for row in rows]

    def summary(self, id_: str) -> Summary:
        """Return the summary of one entry; the file is known to have it."""
        with reading():
            row = self.connection.execute(
                "SELECT summary, entry.sum, hash FROM entry JOIN file USING (number) WHERE id = ?", (id_,)
            ).fetchone()
            if row is None:
                raise DamagedError("the entry is missing")
            summary, sum_, hash_ = row
            _compare(sum_, hash_, id_.encode(), summary)
            return summary_of(summary)

    def problem_topics(self) -> list[str]:
        """Return the topic of each coding problem: no folder is named after it."""
        with reading():
            rows = self.connection.execute(
                "SELECT id, summary, entry.sum, hash FROM entry JOIN file USING (number) WHERE id GLOB ?",
                (f"{CODING}/*",),
            ).fetchall()
            for id_, summary, sum_, hash_ in rows:
                _compare(sum_, hash_, id_.encode(), summary)
            return [summary_of(row[1]).topic for row in rows]

    def documents(self) -> list[Document]:
        """Return what is searched of every entry, in no order."""
        with reading():
            rows = list(searching.every(self.connection))
            if len(rows) != self.meta.entries:
                raise DamagedError("entries are missing")
            return [_document(*row) for row in rows]

    def candidates(
        self, terms: Mapping[Column, Collection[str]], most: int, among: Collection[str] | None = None
    ) -> list[Document]:
        """Return the documents that fit some terms best, by column; among those of some ids, if any."""
        with reading():
            return [_document(*row) for row in searching.candidates(self.connection, terms, most, among)]

    def count(self, phrases: Sequence[str], columns: Sequence[Column]) -> int:
        """Return how many entries hold one of the phrases in one of the columns."""
        with reading():
            return searching.count(self.connection, phrases, columns)

    def starting(self, prefix: str, most: int) -> list[str]:
        """Return the first words that start so, the shortest first."""
        with reading():
            return searching.starting(self.connection, prefix, most)

    def words(self) -> list[str]:
        """Return every Latin word, in order."""
        with reading():
            return searching.words(self.connection)

    def entry(self, id_: str) -> tuple[Summary, dict[str, Any]]:
        """Return one entry, its summary and its whole plain form; the file is known to have it."""
        with reading():
            row = self.connection.execute(
                "SELECT hash, summary, entry.sum, plain, body.sum FROM entry JOIN file USING (number)"
                " JOIN body USING (number) WHERE id = ?",
                (id_,),
            ).fetchone()
            if row is None:
                raise DamagedError("the entry is missing")
            hash_, summary, summary_sum, plain, plain_sum = row
            _compare(summary_sum, hash_, id_.encode(), summary)
            _compare(plain_sum, hash_, plain)
            return summary_of(summary), json.loads(plain)


@dataclass(frozen=True, slots=True)
class Compiled:
    """One file as it goes into the copy; `row` is None for a file that is no entry."""

    path: str
    known: Known
    row: Row | None


def create(connection: sqlite3.Connection) -> None:
    """Make the tables; a power cut may spoil what is written until the file is moved into place."""
    connection.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA} {searching.SCHEMA} BEGIN;"
    )


def write_file(connection: sqlite3.Connection, compiled: Compiled) -> None:
    """Write one file, in place of what was known of it."""
    remove_file(connection, compiled.path)
    known = compiled.known
    number = connection.execute(
        "INSERT INTO file (path, size, mtime, ctime, inode, hash, sum) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (compiled.path, *known.identity, known.hash, _file_sum(compiled.path, known)),
    ).lastrowid
    row, hash_ = compiled.row, known.hash
    if row is None:
        return
    entry = (number, row.id, row.summary, _sum(hash_, row.id.encode(), row.summary))
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", entry)
    searching.write(connection, number, row.searched, _sum(hash_, row.searched.as_bytes()))
    connection.execute("INSERT INTO body VALUES (?, ?, ?)", (number, row.plain, _sum(hash_, row.plain)))


def write_identity(connection: sqlite3.Connection, path: str, known: Known) -> None:
    """Note that the file `path` has another identity, though its content is the same."""
    connection.execute(
        "UPDATE file SET size = ?, mtime = ?, ctime = ?, inode = ?, sum = ? WHERE path = ?",
        (*known.identity, _file_sum(path, known), path),
    )


def remove_file(connection: sqlite3.Connection, path: str) -> None:
    """Forget the file `path`, if it is known."""
    found = connection.execute("SELECT number FROM file WHERE path = ?", (path,)).fetchone()
    if found:
        searching.remove(connection, found[0])
    for table in _TABLES if found else ():
        connection.execute(f"DELETE FROM {table} WHERE number = ?", found)  # noqa: S608 - names of our own


def write_meta(connection: sqlite3.Connection, meta: Meta) -> None:
    """Write what the copy says of itself: the last act of every writing. It counts files and entries."""
    ((files, entries),) = connection.execute(
        "SELECT (SELECT count(*) FROM file), (SELECT count(*) FROM entry)"
    )
    data = to_json(asdict(replace(meta, files=files, entries=entries)))
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES (?, ?)", (data, _sum(b"", data)))


def edition(connection: sqlite3.Connection) -> int:
    """Return the edition that the file has now."""
    with reading():
        return _meta(connection).edition


def _meta(connection: sqlite3.Connection) -> Meta:
    ((data, sum_),) = connection.execute("SELECT data, sum FROM meta").fetchall()
    _compare(sum_, b"", data)
    plain = json.loads(data)
    plain["folders"] = [
        Trace(path, files, sum_, newest, Identity(*own))
        for path, files, sum_, newest, own in plain["folders"]
    ]
    meta = Meta(**plain)
    if meta.format != COPY_FORMAT or meta.unicode != unicodedata.unidata_version:
        raise DamagedError("made by another program")
    return meta


def _files(connection: sqlite3.Connection) -> dict[str, Known]:
    files = {}
    rows = connection.execute("SELECT path, hash, sum, size, mtime, ctime, inode FROM file").fetchall()
    for path, hash_, sum_, *numbers in rows:
        known = Known(Identity(*numbers), hash_)
        if _file_sum(path, known) != sum_:
            raise DamagedError("a file's row is not as written")
        files[path] = known
    return files


def _file_sum(path: str, known: Known) -> int:
    size, mtime, ctime, inode = known.identity
    return zlib.crc32(f"{path}\0{size}\0{mtime}\0{ctime}\0{inode}".encode(), zlib.crc32(known.hash))


def _sum(hash_: bytes, *parts: bytes) -> int:
    sum_ = zlib.crc32(hash_)
    for part in parts:
        sum_ = zlib.crc32(part, sum_)
    return sum_


def _document(row: Searched, sum_: int, hash_: bytes) -> Document:
    _compare(sum_, hash_, row.as_bytes())
    return row.document()


def _compare(sum_: int, hash_: bytes, *parts: bytes) -> None:
    if _sum(hash_, *parts) != sum_:
        raise DamagedError("a row is not as written")
