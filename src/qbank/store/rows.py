"""Lines of the log and memories as rows of a table, both ways."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from qbank.core.review import Memory, Review

INSERT_REVIEW = (
    'INSERT INTO review (id, device, at, "offset", kind, item, item_hash, grade, score, points, grader, ms,'
    " answer, target, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_MEMORY = (
    "INSERT OR REPLACE INTO memory (item, stability, difficulty, last_day, due_day, reviews, lapses)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_SELECT_REVIEW = (
    'SELECT id, device, at, "offset", kind, item, item_hash, grade, score, points, grader, ms,'
    " answer, target, data FROM review"
)
_POINTS, _DATA = 9, 14  # where the two columns in JSON stand
_SELECT_MEMORY = "SELECT item, stability, difficulty, last_day, due_day, reviews, lapses FROM memory"


def review_row(review: Review) -> tuple[object, ...]:
    """Return the values for INSERT_REVIEW."""
    return (
        review.id,
        review.device,
        review.at,
        review.offset,
        review.kind,
        review.item,
        review.item_hash,
        review.grade,
        review.score,
        None if review.points is None else _json(list(review.points)),
        review.grader,
        review.ms,
        None if review.answer is None else storable(review.answer),
        review.target,
        _json(dict(review.data)) if review.data else None,
    )


def memory_row(item: str, memory: Memory) -> tuple[object, ...]:
    """Return the values for INSERT_MEMORY."""
    return (
        item,
        memory.stability,
        memory.difficulty,
        memory.last_day,
        memory.due_day,
        memory.reviews,
        memory.lapses,
    )


def read_reviews(
    connection: sqlite3.Connection, item: str | None = None, since: int = 0, kinds: Sequence[str] = ()
) -> Iterator[Review]:
    """Yield the lines of the log in the order (at, id).

    Args:
        connection: To the log.
        item: Only those of one entry; None for all.
        since: Only those at or after that time, UTC microseconds; 0 for all, whatever a clock said.
        kinds: Only those of some kinds; none for all.
    """
    where: list[str] = []
    values: list[object] = []
    if item is not None:
        where.append("item = ?")
        values.append(item)
    if since:
        where.append("at >= ?")
        values.append(since)
    if kinds:
        where.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values.extend(kinds)
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    for row in connection.execute(f"{_SELECT_REVIEW}{condition} ORDER BY at, id", values):
        yield _review(row)


def read_memories(connection: sqlite3.Connection) -> dict[str, Memory]:
    """Return the derived table, {} where it was dropped."""
    if not has_memory_table(connection):
        return {}
    return {item: Memory(*values) for item, *values in connection.execute(_SELECT_MEMORY)}


def has_memory_table(connection: sqlite3.Connection) -> bool:
    """Say whether the derived table is there."""
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'memory'"
    return bool(connection.execute(query).fetchone()[0])


def storable(text: str) -> str:
    """Return the text with `?` for each lone surrogate: a terminal may send bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _review(row: tuple[Any, ...]) -> Review:
    values = list(row)
    values[_POINTS] = None if row[_POINTS] is None else tuple(json.loads(row[_POINTS]))
    values[_DATA] = json.loads(row[_DATA]) if row[_DATA] else {}
    return Review(*values)


def _json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, sort_keys=True))
