"""The log keeps what it was given, and knows when the derived memories do not fit it."""

import contextlib
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qbank
from qbank.core.review import REVIEW_KINDS, Memory, Review
from qbank.core.schedule import advance, replay, stamp
from qbank.errors import StoreError
from qbank.store import Store, open_store, peek_memories
from qbank.store.check import check
from qbank.store.connect import FILE_NAME

Make = Callable[..., Review]
Start = Callable[..., "subprocess.Popen[str]"]
MEMORY = Memory(2.5, 5.0, 20_000, 20_002, 1, 0)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def fresh(home: Path) -> Store:
    """Open a store in which the derived table fits the log."""
    store = open_store(home, new_device="here")
    store.replace_memories(replay(store.reviews()), stamp())
    return store


def answered(store: Store, memories: Mapping[str, Memory], row: Review) -> dict[str, Memory]:
    """Append a rated answer as a session does."""
    assert row.item is not None
    assert row.grade is not None
    memory = advance(memories.get(row.item), row.grade, row.day)
    store.append([row], {row.item: memory})
    return {**memories, row.item: memory}


def test_what_was_written_is_there(home: Path, make_review: Make) -> None:
    """It gives back every field of a row, after the file was closed."""
    row = make_review(
        item_hash="h",
        score=0.25,
        points=("p1", "第二"),
        grader="1",
        ms=1200,
        answer="a\n\x00答 🙂",
        data={"数": [1, None]},
    )
    undo = make_review(kind="undo", grade=None, target=row.id)

    with open_store(home, new_device="here") as store:
        store.append([row, undo], {"a/b": None})

    with open_store(home) as store:
        assert store.reviews() == [row, undo]
        assert store.counts() == {"answer": 1, "undo": 1}


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Make a row of any kind with anything in it."""
    numbers = st.integers(-(2**63), 2**63 - 1)
    row_id = st.binary(min_size=16, max_size=16)
    return Review(
        draw(row_id),
        draw(TEXTS),
        draw(numbers),
        draw(st.integers(-1000, 1000)),
        draw(st.sampled_from(REVIEW_KINDS)),
        item=draw(st.none() | TEXTS),
        item_hash=draw(st.none() | TEXTS),
        grade=draw(st.none() | st.integers(1, 4)),
        score=draw(st.none() | st.floats(0, 1)),
        points=draw(st.none() | st.lists(TEXTS, max_size=3).map(tuple)),
        grader=draw(st.none() | TEXTS),
        ms=draw(st.none() | st.integers(0, 2**62)),
        answer=draw(st.none() | TEXTS),
        target=draw(row_id),
        data=draw(
            st.dictionaries(TEXTS, st.none() | st.booleans() | st.floats(allow_nan=False) | TEXTS, max_size=3)
        ),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(reviews(), max_size=5, unique_by=lambda row: row.id))
def test_any_rows(rows: list[Review]) -> None:
    """It gives back any rows as they were, in the order (at, id)."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder), new_device="here") as store:
        store.append(rows, {})

        assert store.reviews() == sorted(rows, key=lambda row: (row.at, row.id))


def test_no_text_from_a_terminal(home: Path, make_review: Make) -> None:
    """It keeps an answer with bytes that are no text, a question mark for each."""
    with open_store(home, new_device="here") as store:
        store.append([make_review(answer="好\udcff", data={"text": "\ud83d"})], {})
        store.keep_draft("a/b", "\udcff")

        assert store.reviews()[0].answer == "好?"
        assert store.reviews()[0].data == {"text": "?"}
        assert store.draft("a/b") == "?"


def test_reads_a_part(home: Path, make_review: Make) -> None:
    """It reads the rows of one entry, and those since a time; an id unknown to the bank is kept like any."""
    rows = [make_review(item) for item in ("a/b", "gone/from-the-bank", "a/b", None)]
    with open_store(home, new_device="here") as store:
        store.append(rows, {})

        assert store.reviews("a/b") == [rows[0], rows[2]]
        assert store.reviews("gone/from-the-bank") == [rows[1]]
        assert store.reviews(since=rows[2].at) == rows[2:]
        assert store.reviews("a/b", since=rows[2].at) == [rows[2]]
        assert store.reviews("none/such") == []


def test_all_or_nothing(home: Path, make_review: Make) -> None:
    """It writes nothing of a batch of which one row is impossible, and such a row is our mistake."""
    with fresh(home) as store:
        before = store.memories()
        for bad in (make_review(grade=7), make_review(kind="undo"), make_review(id=b"short")):
            with pytest.raises(sqlite3.IntegrityError):
                store.append([make_review(), bad], {"a/b": MEMORY})

        assert store.reviews() == []
        assert store.memories() == before
        assert not store.stale(stamp())


def test_twice_the_same_row(home: Path, make_review: Make) -> None:
    """It refuses a row whose id is there already."""
    row = make_review()
    with open_store(home, new_device="here") as store:
        store.append([row], {})
        with pytest.raises(sqlite3.IntegrityError):
            store.append([replace(row, grade=1)], {})

        assert store.reviews() == [row]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review SET grade = 4",
        "DELETE FROM review",
        "UPDATE review SET answer = answer WHERE kind = 'answer'",
        "INSERT OR REPLACE INTO review SELECT * FROM review",
    ],
)
def test_append_only(home: Path, make_review: Make, statement: str) -> None:
    """It refuses to change or remove a row, to us too."""
    row = make_review()
    with open_store(home, new_device="here") as store:
        store.append([row], {})
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._connection.execute(statement)

        assert store.reviews() == [row]


def test_append_only_for_others(home: Path, make_review: Make) -> None:
    """It refuses another program with its own connection as well."""
    with open_store(home, new_device="here") as store:
        store.append([make_review()], {})
    with contextlib.closing(sqlite3.connect(home / FILE_NAME)) as other:
        for statement in ("UPDATE review SET grade = 4", "DELETE FROM review"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(statement)


def test_device(home: Path) -> None:
    """It keeps the first name of an installation."""
    with open_store(home, new_device="first") as store:
        assert store.device == "first"
    with open_store(home, new_device="second") as store:
        assert store.device == "first"
    with open_store(home, create=False) as store:
        assert store.device == "first"


def test_device_is_needed(home: Path) -> None:
    """It does not invent a name for an installation; a later opening, with one, works."""
    with pytest.raises(ValueError, match="new_device"):
        open_store(home)
    with open_store(home, create=False) as store:
        assert store.device == ""
    with open_store(home, new_device="here") as store:
        assert store.device == "here"


def test_durable(home: Path) -> None:
    """It writes so that a power cut takes nothing: TRUNCATE with EXTRA, in a private folder."""
    with open_store(home, new_device="here") as store:
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
        assert store._connection.execute("PRAGMA synchronous").fetchone() == (3,)
    assert home.stat().st_mode & 0o077 == 0


def test_drafts(home: Path, make_review: Make) -> None:
    """It keeps a half-typed answer until it is replaced, removed, or the entry is answered."""
    with open_store(home, new_device="here") as store:
        assert store.draft("a/b") == ""
        store.keep_draft("a/b", "梯度")
        store.keep_draft("a/b", "梯度消失")
        store.keep_draft("c/d", "x")
        store.keep_draft("e/f", "y")
        store.keep_draft("c/d", "")
    with open_store(home) as store:
        assert [store.draft(item) for item in ("a/b", "c/d", "e/f")] == ["梯度消失", "", "y"]
        store.append([make_review("a/b"), make_review("e/f", None, "note", data={"text": "n"})], {})

        assert [store.draft(item) for item in ("a/b", "e/f")] == ["", "y"]


def test_memories_in_step(home: Path, make_review: Make) -> None:
    """It keeps the derived table in step with a session, an undo among it."""
    with fresh(home) as store:
        memories = store.memories()
        for item, grade in (("a/b", 3), ("c/d", 1), ("a/b", 1), ("c/d", 4)):
            memories = answered(store, memories, make_review(item, grade))
        last = store.reviews("c/d")[-1]
        undo = make_review("c/d", None, "undo", target=last.id)
        store.append([undo], dict(replay([*store.reviews("c/d"), undo])))
        only = make_review("e/f")
        memories = answered(store, memories, only)
        store.append([make_review("e/f", None, "undo", target=only.id)], {"e/f": None})

        assert store.memories() == replay(store.reviews())
        assert not store.stale(stamp())
    assert peek_memories(home).keys() == {"a/b", "c/d"}
    assert check(home) == []


def test_new_store_is_stale(home: Path) -> None:
    """It has no derived table until someone replays, and one appended to meanwhile stays stale."""
    with open_store(home, new_device="here") as store:
        assert store.stale(stamp())
        assert store.memories() == {}
        store.replace_memories({}, stamp())
        assert not store.stale(stamp())
        assert store.stale(stamp(0.8))


def test_dropped_table(home: Path, make_review: Make) -> None:
    """It goes on without the derived table, says so, and takes it again from a replay."""
    with fresh(home) as store:
        answered(store, {}, make_review())
        store._connection.execute("DROP TABLE memory")

        assert store.stale(stamp())
        assert store.memories() == {}
        store.append([make_review()], {"a/b": MEMORY})
        assert store.stale(stamp())
        store.replace_memories(replay(store.reviews()), stamp())
        assert not store.stale(stamp())
        assert store.memories() == replay(store.reviews())


def test_foreign_rows(home: Path, make_review: Make) -> None:
    """It notices rows that came into the log by another way, and a stamp that cannot be read."""
    with fresh(home) as store:
        with contextlib.closing(sqlite3.connect(home / FILE_NAME)) as other, other:
            other.execute(
                "INSERT INTO review (id, device, at, \"offset\", kind) VALUES (?, 'x', 0, 0, 'note')",
                (bytes(16),),
            )
        assert store.stale(stamp())
        store.replace_memories(replay(store.reviews()), stamp())
        assert not store.stale(stamp())
        store._connection.execute("UPDATE meta SET value = '?' WHERE key = 'memory'")
        assert store.stale(stamp())


def test_two_terminals_on_one_question(home: Path, make_review: Make) -> None:
    """It lets two terminals answer the same question, and does not trust the memory of either."""
    with fresh(home) as one, open_store(home) as other:
        one_knows, other_knows = one.memories(), other.memories()
        answered(one, one_knows, make_review(grade=3))
        answered(other, other_knows, make_review(grade=1))

        assert one.stale(stamp())
        assert len(one.reviews()) == 2
        one.replace_memories(replay(one.reviews()), stamp())
        assert not other.stale(stamp())
        assert other.memories() == replay(one.reviews())


def test_two_terminals_on_two_questions(home: Path, make_review: Make) -> None:
    """It trusts both where they answer different questions."""
    with fresh(home) as one, open_store(home) as other:
        one_knows, other_knows = one.memories(), other.memories()
        answered(one, one_knows, make_review("a/b"))
        answered(other, other_knows, make_review("c/d"))

        assert not one.stale(stamp())
        assert one.memories() == replay(one.reviews())


def test_rows_while_replaying(home: Path, make_review: Make) -> None:
    """It does not call a table fresh that was replayed before another terminal added a row."""
    with fresh(home) as one, open_store(home) as other:
        derived = replay(one.reviews())
        answered(other, other.memories(), make_review())
        one.replace_memories(derived, stamp())

        assert one.stale(stamp())


@pytest.mark.parametrize(
    ("memories", "late"),
    [({}, False), ({"a/b": MEMORY}, True)],
    ids=["a touched item left out", "a clock that went back"],
)
def test_not_a_replay(home: Path, make_review: Make, memories: dict[str, Memory], late: bool) -> None:
    """It does not trust memories that a replay would not give."""
    with fresh(home) as store:
        first = make_review()
        answered(store, {}, first)
        store.append([make_review(at=first.at - 1 if late else first.at + 1)], memories)

        assert store.stale(stamp())


def test_log_that_became_shorter(home: Path, make_review: Make) -> None:
    """It does not trust memories from before a backup was put back."""
    with fresh(home) as store:
        answered(store, {}, make_review())
        store._known += 5
        store.append([make_review("c/d")], {"c/d": MEMORY})

        assert store.stale(stamp())


def test_rows_without_schedule(home: Path, make_review: Make) -> None:
    """It stays fresh over notes, attempts and the plan."""
    with fresh(home) as store:
        store.append(
            [make_review(kind="attempt", grade=None), make_review(None, None, "plan", data={"d": 1})], {}
        )

        assert not store.stale(stamp())


def test_peek(home: Path, tmp_path: Path) -> None:
    """It sees memories without making, changing or needing anything."""
    assert peek_memories(home) == {}
    assert not home.exists()
    with fresh(home) as store:
        assert peek_memories(home) == {}
        store.replace_memories({"a/b": MEMORY}, stamp())
        assert peek_memories(home) == {"a/b": MEMORY}
        store._connection.execute("PRAGMA user_version = 99")
        assert peek_memories(home) == {}
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 100)
    assert peek_memories(tmp_path) == {}
    assert peek_memories(tmp_path / FILE_NAME) == {}
    assert peek_memories(tmp_path / ("x" * 300)) == {}


def test_reading_makes_nothing(home: Path) -> None:
    """It says that there is no log where it is only to be read."""
    with pytest.raises(StoreError, match="There is no review log at") as caught:
        open_store(home, create=False)

    assert caught.value.exit_code == 4
    assert not home.exists()
    with pytest.raises(StoreError, match="There is no review log at"):
        open_store(home.parent / ("x" * 300), create=False)


def test_two_processes(home: Path, start_writer: Start) -> None:
    """It takes the rows of two terminals that write at once, and loses none."""
    writers = [start_writer("append", home, 60) for _ in range(2)]
    said = [set(writer.communicate()[0].split()) for writer in writers]

    assert [writer.returncode for writer in writers] == [0, 0]
    assert [len(ids) for ids in said] == [60, 60]
    with open_store(home) as store:
        assert {row.id.hex() for row in store.reviews()} == said[0] | said[1]
    assert check(home) == []


def test_born_twice(home: Path, start_writer: Start) -> None:
    """It is made once when several processes open it for the first time, with one name."""
    writers = [start_writer("device", home, f"device-{number}") for number in range(4)]
    names = {writer.communicate()[0].strip() for writer in writers}

    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    assert len(names) == 1
    assert check(home) == []


def test_light() -> None:
    """It does not bring the scheduler along: searching looks at memories and never computes one."""
    heavy = "{'fsrs', 'pydantic', 'yaml', 'rich', 'rapidfuzz'}"
    code = f"import sys, qbank.store; sys.exit(bool({heavy} & set(sys.modules)))"
    source = str(Path(qbank.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": source}, check=False)

    assert done.returncode == 0
