"""The compiled copy: used when it is fresh, never when it is not what was written."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from qbank.bank import compiled, open_bank, reader, refresh
from qbank.bank.folder import Identity, Listing
from qbank.bank.rows import row_of
from qbank.bank.searching import SCHEMA
from qbank.copies import COPY_FORMAT
from qbank.errors import BankError
from tests.bank.conftest import (
    checked,
    copy_of,
    draft,
    dump,
    everything,
    put,
    put_text,
    trust,
    whole_problem,
)

OLD = 1_700_000_000_000_000_000  # a time long gone


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Count what is parsed."""
    parsed: list[bytes] = []
    parse = reader.parse
    monkeypatch.setattr(reader, "parse", lambda data: parsed.append(data) or parse(data))
    return parsed


def age(folder: Path) -> None:
    """Set the time of every file to one long gone."""
    for file in folder.rglob("*.yaml"):
        os.utime(file, ns=(OLD, OLD))


def test_the_name_of_the_copy(folder: Path, cache: Path) -> None:
    """It keeps one copy a folder, named by format and the folder's real path."""
    (folder.parent / "link").symlink_to(folder)
    open_bank([folder], cache)

    assert copy_of(folder, cache) == copy_of(folder.parent / "link", cache)
    names = {path.name for path in cache.iterdir() if path.suffix == ".sqlite3"}
    assert names == {copy_of(folder, cache).name}
    assert copy_of(folder, cache).name.startswith(f"bank-{COPY_FORMAT}-")
    assert len(copy_of(folder, cache).stem.rpartition("-")[2]) == 16


def test_nothing_is_parsed_twice(folder: Path, cache: Path, parses: list[bytes]) -> None:
    """It parses every file once; after that only what has changed."""
    first = everything(open_bank([folder], cache))
    assert len(parses) == 3
    parses.clear()

    assert everything(open_bank([folder], cache)) == first
    assert parses == []


def test_an_edit_reads_one_file(folder: Path, cache: Path, parses: list[bytes]) -> None:
    """It parses the one file that was edited, and keeps the rest."""
    open_bank([folder], cache)
    parses.clear()

    put(folder, draft(answer={"zh": "别的答案。"}))
    bank = open_bank([folder], cache)

    assert len(parses) == 1
    assert bank.entry("training/warm-up").answer.zh == "别的答案。"
    assert bank.entry("training/adamw").answer.zh == checked()["answer"]["zh"]
    parses.clear()
    assert open_bank([folder], cache).entry("training/warm-up").answer.zh == "别的答案。"
    assert parses == []


def test_new_and_gone_files(folder: Path, cache: Path, parses: list[bytes]) -> None:
    """It notices a file that is new and one that is gone; an old id goes with its file."""
    open_bank([folder], cache)
    parses.clear()
    (folder / "training" / "adamw.yaml").unlink()
    (folder / "topics.yaml").unlink()
    put(folder, draft("data/new"))

    bank = open_bank([folder], cache)

    assert len(parses) == 1
    assert [one.id for one in bank.summaries()] == ["data/new", "training/warm-up"]
    assert [topic.slug for topic in bank.topics] == ["data", "training"]
    assert bank.renames == {}
    assert len(list(bank.index.documents())) == bank.index.size == 2
    with pytest.raises(KeyError):
        bank.entry("training/adamw")


def test_topics_change(folder: Path, cache: Path, parses: list[bytes]) -> None:
    """It takes over an edit of topics.yaml, and keeps topics.yaml when only an entry changed."""
    open_bank([folder], cache)
    put(folder, draft(answer={"zh": "别的。"}))
    assert [topic.slug for topic in open_bank([folder], cache).topics] == ["training", "overfitting"]

    topics = {"schema": 1, "topics": [{"slug": "training", "name": {"zh": "练"}}]}
    put_text(folder, "topics.yaml", dump(topics))
    assert [topic.name.zh for topic in open_bank([folder], cache).topics] == ["练"]


def test_a_touched_file_is_hashed_not_parsed(folder: Path, cache: Path, parses: list[bytes]) -> None:
    """It keeps what it knows of a file that has another time and the same content."""
    open_bank([folder], cache)
    parses.clear()
    age(folder)

    open_bank([folder], cache)

    assert parses == []
    assert all(
        known.identity.mtime == OLD for known in compiled.Copy.open(copy_of(folder, cache)).files.values()
    )


def test_an_edit_that_leaves_no_trace(
    folder: Path, cache: Path, parses: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hashes a file whose time is not clearly older than the copy: same size, same times, other text."""
    file = put(folder, draft(answer={"zh": "甲"}))
    open_bank([folder], cache)
    before = file.stat()
    with file.open("r+b") as stream:
        data = stream.read()
        stream.seek(0)
        stream.write(data.replace("甲".encode(), "乙".encode()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    path = copy_of(folder, cache)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        known = compiled.Copy.open(path).files["training/warm-up.yaml"]
        now = Identity.of(file.stat())
        compiled.write_identity(connection, "training/warm-up.yaml", known._replace(identity=now))
    parses.clear()

    assert open_bank([folder], cache).entry("training/warm-up").answer.zh == "乙"
    assert len(parses) == 1


def test_a_file_that_is_clearly_older_is_not_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It trusts a file that is the same by size, times and inode and older than the copy."""
    open_bank([folder], cache)
    trust(folder, cache)
    monkeypatch.setattr(refresh, "read_content", lambda folder, name: pytest.fail(f"{name} was read"))

    assert len(open_bank([folder], cache).summaries()) == 2


def test_the_time_of_the_copy_counts_too(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hashes everything when the copy itself looks older than the files, whatever it says."""
    open_bank([folder], cache)
    trust(folder, cache)
    os.utime(copy_of(folder, cache), ns=(OLD, OLD))
    read: list[Path] = []
    real = refresh.read_content
    monkeypatch.setattr(
        refresh, "read_content", lambda folder, name: read.append(folder / name) or real(folder, name)
    )

    open_bank([folder], cache)

    assert len(read) == 3


def test_another_version_hashes_everything(
    folder: Path, cache: Path, parses: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It trusts no file time after qbank was installed anew, but need not parse what is the same."""
    open_bank([folder], cache)
    trust(folder, cache)
    parses.clear()
    read: list[Path] = []
    real = refresh.read_content
    monkeypatch.setattr(
        refresh, "read_content", lambda folder, name: read.append(folder / name) or real(folder, name)
    )
    path = copy_of(folder, cache)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        compiled.write_meta(connection, replace(compiled.Copy.open(path).meta, version="0.0.1"))

    open_bank([folder], cache)

    assert len(read) == 3
    assert parses == []
    assert compiled.Copy.open(path).meta.version == compiled.__version__


def test_a_faulty_file_leaves_the_copy_alone(folder: Path, cache: Path) -> None:
    """It does not touch the copy while a file has a fault."""
    open_bank([folder], cache)
    before = copy_of(folder, cache).read_bytes()
    put(folder, draft(answer={"zh": "别的。"}))
    put_text(folder, "training/bad.yaml", "")

    for _ in range(2):
        with pytest.raises(BankError) as caught:
            open_bank([folder], cache)
        assert [finding.file.name for finding in caught.value.findings] == ["bad.yaml"]

    assert copy_of(folder, cache).read_bytes() == before
    (folder / "training" / "bad.yaml").unlink()
    assert open_bank([folder], cache).entry("training/warm-up").answer.zh == "别的。"


def test_a_faulty_bank_leaves_nothing_behind(folder: Path, cache: Path) -> None:
    """It makes no copy of a bank with a fault."""
    put_text(folder, "training/bad.yaml", "")

    with pytest.raises(BankError):
        open_bank([folder], cache)

    assert list(cache.iterdir()) == []


def test_a_file_that_vanishes(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reports a file that is gone between the look at the folder and the reading."""
    scan = refresh.scan

    def scan_and_remove(where: Path) -> Listing:
        listing = scan(where)
        (where / "training" / "warm-up.yaml").unlink()
        return listing

    monkeypatch.setattr(refresh, "scan", scan_and_remove)
    with pytest.raises(BankError) as caught:
        open_bank([folder], cache)

    (finding,) = caught.value.findings
    gone = "the file is gone; it vanished while it was being read, or a link points to nothing"
    assert str(finding) == f"{folder}/training/warm-up.yaml:1: {gone}"


def test_damage_at_any_place(folder: Path, cache: Path) -> None:
    """It gives the right answers, or makes the copy anew, whatever bit of it is flipped."""
    expected = everything(open_bank([folder], cache))
    trust(folder, cache)
    path = copy_of(folder, cache)
    good = path.read_bytes()
    chance = random.Random(20260131)
    offsets = [*range(100), *(chance.randrange(len(good)) for _ in range(250))]
    for offset in offsets:
        bad = bytearray(good)
        bad[offset] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)

        assert everything(open_bank([folder], cache)) == expected, offset


@pytest.mark.parametrize("kept", [0, 1, 100, 4096, 5000, 12288, -1])
def test_a_truncated_copy(folder: Path, cache: Path, kept: int) -> None:
    """It makes a copy anew that was cut off."""
    expected = everything(open_bank([folder], cache))
    path = copy_of(folder, cache)
    path.write_bytes(path.read_bytes()[:kept])

    assert everything(open_bank([folder], cache)) == expected
    assert compiled.Copy.open(path).meta.entries == 2


def test_lost_pages(folder: Path, cache: Path) -> None:
    """It makes a copy anew of which a page was never written."""
    expected = everything(open_bank([folder], cache))
    path = copy_of(folder, cache)
    good = path.read_bytes()
    for page in range(len(good) // 4096):
        bad = bytearray(good)
        bad[page * 4096 : (page + 1) * 4096] = bytes(4096)
        path.write_bytes(bad)

        assert everything(open_bank([folder], cache)) == expected, page


def test_foreign_files(folder: Path, cache: Path) -> None:
    """It trusts no file that something else put there: a database, a text, a copy of another format."""
    expected = everything(open_bank([folder], cache))
    path = copy_of(folder, cache)

    def foreign(sql: str) -> None:
        path.unlink()
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)

    def newer() -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            compiled.write_meta(connection, replace(compiled.Copy.open(path).meta, format=99))

    def unknown_unicode() -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            compiled.write_meta(connection, replace(compiled.Copy.open(path).meta, unicode="1.0"))

    for spoil in (
        lambda: foreign("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')"),
        lambda: foreign("CREATE TABLE meta (data, sum); INSERT INTO meta VALUES ('{}', 0)"),
        lambda: foreign("CREATE TABLE meta (data, sum); CREATE TABLE file (path)"),
        lambda: path.write_text("not a database at all"),
        newer,
        unknown_unicode,
    ):
        spoil()

        assert everything(open_bank([folder], cache)) == expected
        assert compiled.Copy.open(path).meta.entries == 2


def test_rows_that_do_not_belong_together(folder: Path, cache: Path) -> None:
    """It notices a row whose file has other content, though each is as it was written."""
    expected = everything(open_bank([folder], cache))
    path = copy_of(folder, cache)
    for table, column in (("entry", "summary"), ("search", "title"), ("body", "plain")):
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                f"UPDATE {table} SET ({column}, sum) = (SELECT {column}, sum FROM {table} other"
                f" WHERE other.number <> {table}.number)"
            )

        assert everything(open_bank([folder], cache)) == expected


def test_rows_that_are_missing(folder: Path, cache: Path) -> None:
    """It notices that rows were lost."""
    expected = everything(open_bank([folder], cache))
    path = copy_of(folder, cache)
    for table in ("entry", "search", "body", "file", "meta"):
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT max(rowid) FROM {table})")

        assert everything(open_bank([folder], cache)) == expected


def test_damage_while_the_bank_is_open(folder: Path, cache: Path) -> None:
    """It makes the copy anew under an open bank."""
    bank = open_bank([folder], cache)
    with contextlib.closing(sqlite3.connect(copy_of(folder, cache))) as connection, connection:
        connection.execute("UPDATE body SET plain = '{}'")

    assert bank.plain("training/adamw") == checked()
    assert len(bank.summaries()) == 2


def test_an_edit_by_another_while_the_bank_is_open(folder: Path, cache: Path) -> None:
    """It goes on reading when another process has brought the copy up to date."""
    bank = open_bank([folder], cache)
    put(folder, draft("training/newer"))
    put(folder, draft(answer={"zh": "别的。"}))
    open_bank([folder], cache)

    assert len(bank.summaries()) == 3
    assert bank.plain("training/warm-up")["answer"]["zh"] == "别的。"
    assert bank.entry("training/newer").id == "training/newer"


def test_a_cache_that_cannot_be_made(folder: Path, tmp_path: Path, parses: list[bytes]) -> None:
    """It works from memory where no cache folder can be made."""
    blocked = put_text(tmp_path, "file", "x") / "cache"

    bank = open_bank([folder], blocked)

    assert [one.id for one in bank.summaries()] == ["training/adamw", "training/warm-up"]
    assert bank.plain("training/adamw") == checked()
    assert len(parses) == 3


def test_a_folder_in_the_place_of_the_copy(folder: Path, cache: Path) -> None:
    """It works where something stands in the place of the copy that cannot be replaced."""
    copy_of(folder, cache).mkdir(parents=True)

    bank = open_bank([folder], cache)

    assert bank.plain("training/adamw") == checked()
    assert not [path for path in cache.iterdir() if path.name.endswith(".part")]


@pytest.fixture
def common() -> Iterator[Path]:
    """Return a folder that another user may enter."""
    path = Path(tempfile.mkdtemp(prefix="qbank-test-"))
    path.chmod(0o755)
    yield path
    for folder in (path, *path.rglob("*")):
        folder.chmod(0o755)
    shutil.rmtree(path)


@contextlib.contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Take all writing rights to a folder away, those of root too."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_cache(folder: Path, common: Path, parses: list[bytes]) -> None:
    """It reads a copy that is fresh, and adds in memory what has changed since; the copy stays as it was."""
    questions, cache = common / "questions", common / "cache"
    shutil.copytree(folder, questions)
    open_bank([questions], cache)
    before = copy_of(questions, cache).read_bytes()
    parses.clear()

    with as_nobody(cache):
        assert len(open_bank([questions], cache).summaries()) == 2
        assert parses == []
    put(questions, draft(answer={"zh": "别的。"}))
    with as_nobody(cache):
        bank = open_bank([questions], cache)
        assert bank.entry("training/warm-up").answer.zh == "别的。"
        assert bank.plain("training/adamw") == checked()
        assert len(parses) == 1

    assert copy_of(questions, cache).read_bytes() == before
    assert {path.suffix for path in cache.iterdir()} == {".sqlite3", ".lock"}


BUILD = """
import sys
from pathlib import Path
from qbank.bank import open_bank
for _ in range(int(sys.argv[3])):
    bank = open_bank([Path(sys.argv[1])], Path(sys.argv[2]))
    assert len(bank.summaries()) == len(list(bank.index.documents())) >= 40
    assert bank.entry("training/entry-7").answer.zh.startswith("答")
"""


def test_many_processes_at_once(folder: Path, cache: Path) -> None:
    """It lets several processes build and update one copy at once, while a file is edited again and again."""
    for number in range(40):
        put(folder, draft(f"training/entry-{number}", answer={"zh": f"答案 {number}"}))
    command = [sys.executable, "-W", "error", "-c", BUILD, str(folder), str(cache), "6"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    number = 0
    while any(process.poll() is None for process in running):
        number += 1
        part = put_text(
            folder, "training/.part", dump(draft("training/entry-7", answer={"zh": f"答 {number}"}))
        )
        part.replace(folder / "training" / "entry-7.yaml")

    for process in running:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    assert number > 1
    assert open_bank([folder], cache).entry("training/entry-7").answer.zh == f"答 {number}"
    assert not [path for path in cache.iterdir() if path.name.endswith(".part")]
    assert len(compiled.Copy.open(copy_of(folder, cache)).summaries()) == 42


def count_up(path: Path) -> None:
    """Write the copy as another process would."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        meta = compiled.Copy.open(path).meta
        compiled.write_meta(connection, replace(meta, edition=meta.edition + 1))


def put_another(path: Path) -> None:
    """Move another copy into the place of this one, as another process would."""
    other = path.with_suffix(".other")
    shutil.copy(path, other)
    other.replace(path)


@pytest.mark.parametrize("overtake", [count_up, put_another])
@pytest.mark.parametrize("times", [1, 2, 99])
def test_a_writer_that_was_overtaken(
    folder: Path, cache: Path, overtake: Callable[[Path], None], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks again when another process has written the copy in between, at last in memory."""
    open_bank([folder], cache)
    put(folder, draft(answer={"zh": "别的。"}))
    read, path, left = refresh._read, copy_of(folder, cache), [None] * times

    def read_and_be_overtaken(look: refresh.Look, *rest: Any) -> None:
        read(look, *rest)
        if left:
            left.pop()
            overtake(path)

    monkeypatch.setattr(refresh, "_read", read_and_be_overtaken)

    assert open_bank([folder], cache).entry("training/warm-up").answer.zh == "别的。"
    in_copy = compiled.Copy.open(path).entry("training/warm-up")[1]["answer"]["zh"]
    assert in_copy == ("避免早期不稳定。" if times == 99 else "别的。")


def test_what_a_killed_build_left(folder: Path, cache: Path) -> None:
    """It removes the parts of builds that were killed long ago, not those of one that may be running."""
    cache.mkdir()
    old, new = (cache / f".{copy_of(folder, cache).name}.{name}.part" for name in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"x")
    os.utime(old, ns=(OLD, OLD))

    open_bank([folder], cache)

    assert not old.exists()
    assert new.exists()


def test_a_journal_of_a_killed_writer(folder: Path, cache: Path) -> None:
    """It throws the journal of a copy that is gone away, which would spoil the new one."""
    open_bank([folder], cache)
    path = copy_of(folder, cache)
    journal = path.with_name(f"{path.name}-journal")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA synchronous = OFF; BEGIN IMMEDIATE; UPDATE entry SET sum = 0;")
        kept = journal.read_bytes()
        connection.execute("ROLLBACK")
    path.unlink()
    journal.write_bytes(kept)
    put(folder, draft(answer={"zh": "别的。"}))

    first = everything(open_bank([folder], cache))

    assert len(kept) > 4096
    assert not journal.exists()
    assert everything(open_bank([folder], cache)) == first
    assert compiled.Copy.open(path).entry("training/warm-up")[1]["answer"]["zh"] == "别的。"


@pytest.mark.parametrize("column", ["path", "size", "mtime", "ctime", "inode", "hash"])
def test_a_file_row_that_is_not_as_written(folder: Path, cache: Path, column: str) -> None:
    """It notices that the identity or the hash of a file was changed."""
    open_bank([folder], cache)
    path = copy_of(folder, cache)
    other = f"CAST({column} || 'x' AS {'BLOB' if column == 'hash' else 'TEXT'})"
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        value = f"{column} + 1" if column in {"size", "mtime", "ctime", "inode"} else other
        connection.execute(f"UPDATE file SET {column} = {value} WHERE path = 'topics.yaml'")

    copy = compiled.Copy.open(path)
    with pytest.raises(compiled.DamagedError):
        assert copy.files is None


def test_a_build_or_update_that_is_killed(folder: Path, cache: Path) -> None:
    """It is whole again after processes were killed at any moment of building and updating."""
    for number in range(30):
        put(folder, draft(f"training/entry-{number}", answer={"zh": f"答案 {number}"}))
    command = [sys.executable, "-c", BUILD, str(folder), str(cache), "1"]
    for number in range(12):
        put(folder, draft(f"training/entry-{number}", answer={"zh": f"答案 {number} 次"}))
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05 + 0.03 * number)
        process.kill()
        process.wait()

        bank = open_bank([folder], cache)
        assert len(bank.summaries()) == 32
        assert bank.entry(f"training/entry-{number}").answer.zh == f"答案 {number} 次"


def test_the_format_has_a_number() -> None:
    """It notices that something else is written: then FORMAT must go up, and this digest with it."""
    rows = row_of(checked(), {}), row_of(whole_problem(), {"solution.py": b"def double(x):\n"})
    kept = [(row.id, row.summary, row.searched, row.plain) for row in rows]
    written = repr((COPY_FORMAT, kept, compiled._SCHEMA, SCHEMA))

    assert blake2b(written.encode(), digest_size=8).hexdigest() == "8e1798815f59c01c"
