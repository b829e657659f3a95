"""The full-text index in a compiled copy: SQLite FTS5 over tokens that core made.

The tokens stand in the table `search`, whose rows are compared with a check sum when they are read; the index
only says which rows to read, so that damage in it can lose a hit and never invent one.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from qbank.core.query import Column
from qbank.core.search import Document

COLUMNS: tuple[Column, ...] = ("title", "joined", "sound", "body")
SCHEMA = """
CREATE TABLE search (        -- what a search reads
    number  INTEGER PRIMARY KEY, -- of the file
    id      TEXT NOT NULL,
    asked   TEXT NOT NULL,   -- the wordings, in normal form
    said    TEXT NOT NULL,   -- the short answers, in normal form
    title   TEXT NOT NULL,   -- this and the next three: tokens, see core.tokens
    joined  TEXT NOT NULL,
    sound   TEXT NOT NULL,
    body    TEXT NOT NULL,
    sum     INTEGER NOT NULL
);
CREATE VIRTUAL TABLE found USING fts5 (
    title, joined, sound, body, content = 'search', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '+#'"
);
CREATE VIRTUAL TABLE term USING fts5vocab (found, col);
CREATE TABLE word (          -- every term but pinyin; `term` would read the whole index for them
    term   TEXT NOT NULL,
    joined INTEGER NOT NULL, -- whether it stands in the column of that name
    PRIMARY KEY (term, joined)
) WITHOUT ROWID;
"""
_INSERT = "INSERT INTO found (rowid, title, joined, sound, body) VALUES (?, ?, ?, ?, ?)"
_DELETE = (
    "INSERT INTO found (found, rowid, title, joined, sound, body)"
    " SELECT 'delete', number, title, joined, sound, body FROM search WHERE number = ?"
)
_READ = (
    "SELECT search.id, asked, said, search.title, search.joined, search.sound, search.body, search.sum, hash"
    " FROM search JOIN file USING (number)"
)
_WEIGHTS = "5, 5, 3, 1"  # of the columns, when candidates are chosen
# the + keeps FTS5 from being asked once for each of them
_MEANT = "AND +rowid IN (SELECT number FROM entry WHERE id IN (SELECT value FROM json_each(:ids)))"
Word = tuple[str, int]  # a row of `word`


class Searched(NamedTuple):
    """One row of `search` without its number and sum."""

    id: str
    asked: str
    said: str
    title: str
    joined: str
    sound: str
    body: str

    def as_bytes(self) -> bytes:
        """Return what the check sum is over."""
        return "\0".join(self).encode()

    def document(self) -> Document:
        """Return it as core sees it."""
        columns: Mapping[Column, str] = {
            "title": self.title, "joined": self.joined, "sound": self.sound, "body": self.body
        }  # fmt: skip
        return Document(self.id, self.asked, self.said, columns)


def write(connection: sqlite3.Connection, number: int | None, row: Searched, sum_: int) -> None:
    """Add one entry."""
    connection.execute("INSERT INTO search VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row, sum_))
    connection.execute(_INSERT, (number, row.title, row.joined, row.sound, row.body))


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget one entry, if it is there; the row of `search` goes last, as the index is told what it held."""
    connection.execute(_DELETE, (number,))
    connection.execute("DELETE FROM search WHERE number = ?", (number,))


def gather_words(connection: sqlite3.Connection) -> None:
    """Note the words of a new index, all at once."""
    connection.execute(
        "INSERT INTO word SELECT DISTINCT term, col = 'joined' FROM term WHERE col <> 'sound' ORDER BY 1, 2"
    )


def words_of(connection: sqlite3.Connection, path: str) -> set[Word]:
    """Return the words of the file `path`; none where it is not known."""
    asked = "SELECT title, joined, body FROM search JOIN file USING (number) WHERE path = ?"
    rows = connection.execute(asked, (path,)).fetchall()
    return {word for title, joined, body in rows for word in _words(f"{title} {body}", joined)}


def words_in(row: Searched) -> set[Word]:
    """Return the words of an entry."""
    return set(_words(f"{row.title} {row.body}", row.joined))


def note_words(connection: sqlite3.Connection, gone: Collection[Word], new: Collection[Word]) -> None:
    """Note words that files brought, and forget those that no file has any more."""
    connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", sorted(new))
    for term, joined in sorted(gone):
        columns = "'joined'" if joined else "'title', 'body'"
        asked = f"SELECT 1 FROM term WHERE term = ? AND col IN ({columns}) LIMIT 1"  # noqa: S608 - ours
        if connection.execute(asked, (term,)).fetchone() is None:
            connection.execute("DELETE FROM word WHERE (term, joined) = (?, ?)", (term, joined))


def every(connection: sqlite3.Connection) -> Iterator[tuple[Searched, int, bytes]]:
    """Yield each row with its sum and the hash of its file."""
    for *values, sum_, hash_ in connection.execute(_READ):
        yield Searched(*values), sum_, hash_


def candidates(
    connection: sqlite3.Connection,
    terms: Mapping[Column, Collection[str]],
    most: int,
    among: Collection[str] | None,
) -> Iterator[tuple[Searched, int, bytes]]:
    """Yield the rows that fit some terms best, among those of some ids where any are given."""
    wanted = " OR ".join(_among(sorted(phrases), [column]) for column, phrases in terms.items() if phrases)
    if not wanted:
        return
    meant = "" if among is None else _MEANT
    best = (
        f"SELECT rowid FROM found WHERE found MATCH :wanted {meant}"  # noqa: S608
        f" ORDER BY bm25(found, {_WEIGHTS}), rowid LIMIT :most"
    )
    values = {"wanted": wanted, "most": most, "ids": json.dumps(list(among or ()))}
    numbers = [number for (number,) in connection.execute(best, values)]
    marks = ", ".join("?" * len(numbers))
    for *values, sum_, hash_ in connection.execute(f"{_READ} WHERE number IN ({marks})", numbers):
        yield Searched(*values), sum_, hash_


def count(connection: sqlite3.Connection, phrases: Sequence[str], columns: Sequence[Column]) -> int:
    """Return how many rows hold one of the phrases in one of the columns."""
    asked = "SELECT count(*) FROM found WHERE found MATCH ?"
    ((number,),) = connection.execute(asked, (_among(phrases, columns),))
    return int(number)


def starting(connection: sqlite3.Connection, prefix: str, most: int) -> list[str]:
    """Return the first terms of titles and texts that start so, the shortest first."""
    asked = "SELECT DISTINCT term FROM word WHERE term >= ? AND term < ? ORDER BY length(term), term LIMIT ?"
    return [term for (term,) in connection.execute(asked, (prefix, f"{prefix}\U0010ffff", most))]


def words(connection: sqlite3.Connection) -> list[str]:
    """Return every Latin word of titles and texts, in order."""
    asked = (
        "SELECT term FROM word WHERE term >= 'a' AND term < '{' AND joined = 0 AND length(term) > 3"
        " ORDER BY term"
    )
    return [term for (term,) in connection.execute(asked)]


def _words(written: str, joined: str) -> Iterator[Word]:
    yield from ((term, 0) for term in written.split())
    yield from ((term, 1) for term in joined.split())


def _among(phrases: Sequence[str], columns: Sequence[Column]) -> str:
    """Return the expression that asks for any of the phrases in any of the columns."""
    quoted = " OR ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
    return f"({{{' '.join(columns)}}} : ({quoted}))"
