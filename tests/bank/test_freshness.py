"""A folder that is compared with its copy: no change is missed, and what did not change costs little."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qbank.bank import freshness, open_bank, refresh
from qbank.errors import BankError
from tests.bank.conftest import (
    FILES,
    checked,
    copy_of,
    draft,
    dump,
    everything,
    problem,
    put,
    put_problem,
    put_text,
    trust,
    whole_problem,
)

Change = Callable[[Path], object]
NOW = 1_800_000_000_000_000  # microseconds
ENTRY = "training/warm-up.yaml"
PROBLEM = "coding/double"
FILES_AND_MORE = {**FILES, "torch/solution.py": FILES["solution.py"], "data/digits.npz": "0123"}
TOPICS = {"schema": 1, "topics": [{"slug": "training", "name": {"zh": "练"}}]}


def overwrite(folder: Path, name: str = ENTRY, old: str = "避免", new: str = "防止") -> None:
    """Write a file in place, to the same size, and give it its former time back."""
    file = folder / name
    before = file.stat()
    with file.open("r+b") as stream:
        data = stream.read()
        stream.seek(0)
        stream.write(data.replace(old.encode(), new.encode()))
    assert (file.stat().st_size, file.read_bytes()) != (before.st_size, data)
    assert file.stat().st_size == before.st_size
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_(folder: Path) -> None:
    """Replace a file by a rename, as most editors do."""
    put_text(folder, "training/.part", dump(draft(answer={"zh": "别的。"}))).replace(folder / ENTRY)


def swap(folder: Path) -> None:
    """Let two files change names: each then says another id than its path."""
    one, two, part = folder / ENTRY, folder / "training/adamw.yaml", folder / ".part"
    one.replace(part)
    two.replace(one)
    part.replace(two)


def link(folder: Path) -> None:
    """Put a link to a file elsewhere in the place of a file."""
    put_text(folder.parent, "other", dump(draft(answer={"zh": "别的。"})))
    (folder / ENTRY).unlink()
    (folder / ENTRY).symlink_to(folder.parent / "other")


def replace_code(folder: Path, name: str) -> None:
    """Replace a file of the problem by a rename, with other code of the same size."""
    file = folder / PROBLEM / name
    text = file.read_text("utf-8")
    put_text(folder, f"{PROBLEM}/.part", text.replace("x", "y")).replace(file)


def add_old(folder: Path, name: str) -> None:
    """Put a file into the problem that is older than the copy."""
    os.utime(put_text(folder, f"{PROBLEM}/{name}", "def run(solution):\n    return 1\n"), ns=(0, 0))


IN_PLACE: dict[str, Change] = {
    "overwritten": overwrite,
    "a solution overwritten": lambda folder: overwrite(folder, f"{PROBLEM}/solution.py", "x + x", "x * 2"),
    "a problem.yaml overwritten": lambda folder: overwrite(
        folder, f"{PROBLEM}/problem.yaml", "加一次", "加两次"
    ),
    "a framework's solution overwritten": lambda folder: overwrite(
        folder, f"{PROBLEM}/torch/solution.py", "x + x", "x * 2"
    ),
    "data overwritten": lambda folder: overwrite(folder, f"{PROBLEM}/data/digits.npz", "0123", "3210"),
}
SEEN: dict[str, Change] = {
    "replaced": replace_,
    "gone": lambda folder: (folder / ENTRY).unlink(),
    "new": lambda folder: put(folder, draft("training/new")),
    "new in a new topic": lambda folder: put(folder, draft("data/new")),
    "renamed": lambda folder: (folder / ENTRY).rename(folder / "training/warmer.yaml"),
    "swapped": swap,
    "a link": link,
    "a topic gone": lambda folder: shutil.rmtree(folder / "training"),
    "a topic renamed": lambda folder: (folder / "training").rename(folder / "else"),
    "topics.yaml edited": lambda folder: put_text(folder, "topics.yaml", dump(TOPICS)),
    "topics.yaml gone": lambda folder: (folder / "topics.yaml").unlink(),
    "a glossary": lambda folder: put_text(folder, "glossary.yaml", dump({"schema": 1, "terms": []})),
    "an entry in no topic": lambda folder: put(folder.parent, draft(f"{folder.name}/stray")),
    "an entry too deep": lambda folder: put_text(folder, "training/pictures/x.yaml", "a: 1"),
    "another ending": lambda folder: put_text(folder, "training/x.yml", "a: 1"),
    "a folder like a file": lambda folder: (folder / "training/x.yaml").mkdir(),
    "a solution replaced": lambda folder: replace_code(folder, "solution.py"),
    "a framework's solution replaced": lambda folder: replace_code(folder, "torch/solution.py"),
    "a driver new": lambda folder: add_old(folder, "driver.py"),
    "a framework's driver new": lambda folder: add_old(folder, "torch/driver.py"),
    "data new": lambda folder: add_old(folder, "data/more.npz"),
    "data gone": lambda folder: (folder / PROBLEM / "data/digits.npz").unlink(),
    "a framework new": lambda folder: add_old(folder, "keras/solution.py"),
    "cases gone": lambda folder: (folder / PROBLEM / "cases.py").unlink(),
    "a framework's solution gone": lambda folder: (folder / PROBLEM / "torch/solution.py").unlink(),
    "a framework gone": lambda folder: shutil.rmtree(folder / PROBLEM / "torch"),
    "a framework renamed": lambda folder: (folder / PROBLEM / "torch").rename(folder / PROBLEM / "keras"),
    "a framework hidden": lambda folder: (folder / PROBLEM / "torch").rename(folder / PROBLEM / ".torch"),
    "a problem new": lambda folder: put_problem(folder, problem("coding/triple"), {}),
    "a problem begun before": lambda folder: put_problem(folder, problem("coding/begun"), {}),
    "a problem gone": lambda folder: shutil.rmtree(folder / PROBLEM),
    "a problem renamed": lambda folder: (folder / PROBLEM).rename(folder / "coding/twice"),
    "a problem.yaml gone": lambda folder: (folder / PROBLEM / "problem.yaml").unlink(),
    "all problems gone": lambda folder: shutil.rmtree(folder / "coding"),
    "a problem that is no folder": lambda folder: put_text(folder, "coding/gqa.yaml", "a: 1"),
    "code that is no file": lambda folder: os.mkfifo(folder / PROBLEM / "driver.py"),
}


def outcome(folder: Path, cache: Path, now: int | None = None) -> object:
    try:
        return everything(open_bank([folder], cache, now=now))
    except BankError as error:
        return sorted(map(str, error.findings))


@pytest.fixture
def compiled(folder: Path, cache: Path) -> Path:
    """Return a folder that was compiled long ago."""
    put_text(folder, "training/pictures/readme.txt", "x")
    put_problem(folder, whole_problem(), FILES_AND_MORE)
    put_text(folder, "coding/begun/solution.py", "x = 1\n")
    open_bank([folder], cache)
    trust(folder, cache)
    return folder


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, compiled: Path) -> Path:
    """Return the same, in a world in which two files are many."""
    monkeypatch.setattr(freshness, "MANY", 2)
    return compiled


def test_what_did_not_change_is_not_looked_at_by_name(
    compiled: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads nothing that is known of single files, whatever stands beside them."""
    put_text(compiled, "training/.warm-up.yaml.swp", "x")
    put_text(compiled, "training/notes.md", "x")
    for name in (
        "wrong/another.py",
        "variants/another.py",
        "__pycache__/cases.pyc",
        ".cases.py.swp",
        "notes.md",
    ):
        put_text(compiled, f"{PROBLEM}/{name}", "x")
    put_text(compiled, f"{PROBLEM}/data/README.md", "x")
    put_text(compiled, "coding/README.md", "x")
    monkeypatch.setattr(refresh, "scan", lambda folder: pytest.fail("every file was listed"))

    bank = open_bank([compiled], cache)
    assert bank.is_certain
    assert len(bank.summaries()) == 3
    assert bank.problem(PROBLEM).title.en == "Implement doubling"
    assert [topic.slug for topic in bank.topics] == ["training", "overfitting"]
    assert "files" not in bank._copies[0].__dict__


@pytest.mark.parametrize("change", {**IN_PLACE, **SEEN}.values(), ids={**IN_PLACE, **SEEN})
@pytest.mark.parametrize("many", [2, 4_000])
def test_every_change_is_seen(
    compiled: Path,
    cache: Path,
    tmp_path: Path,
    change: Change,
    many: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says the same as a bank that is compiled from nothing, faults included."""
    monkeypatch.setattr(freshness, "MANY", many)
    before = outcome(compiled, cache)
    change(compiled)

    after = outcome(compiled, cache)
    assert after == outcome(compiled, tmp_path / "empty")
    assert after != before or change is SEEN["a glossary"]


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_what_a_glance_sees(large: Path, cache: Path, tmp_path: Path, change: Change) -> None:
    """It sees at a glance what came, went or was replaced, and any edit of topics.yaml."""
    open_bank([large], cache, now=NOW)
    assert not open_bank([large], cache, now=NOW + 1).is_certain

    change(large)

    assert outcome(large, cache, now=NOW + 2) == outcome(large, tmp_path / "empty")


def test_what_a_glance_may_miss(large: Path, cache: Path, tmp_path: Path) -> None:
    """It may miss a file that was written in place, says so, and finds it once it is asked to compare."""
    assert open_bank([large], cache, now=NOW).is_certain
    overwrite(large)

    bank = open_bank([large], cache, now=NOW + freshness.LATELY - 1)
    assert not bank.is_certain
    assert bank.entry("training/warm-up").answer.zh == draft()["answer"]["zh"]
    assert bank.is_as_read(["training/adamw"])
    assert not bank.is_as_read(["training/adamw", "training/warm-up"])
    assert bank.compare()
    assert bank.is_certain
    assert bank.entry("training/warm-up").answer.zh.startswith("防止")
    assert not bank.compare()


@pytest.mark.parametrize("name", ["solution.py", "torch/solution.py"])
def test_what_a_glance_may_miss_of_a_problem(large: Path, cache: Path, name: str) -> None:
    """It says that a problem is not as it was read when one of its files was written in place."""
    open_bank([large], cache, now=NOW)
    bank = open_bank([large], cache, now=NOW + 1)
    before = bank.problem(PROBLEM)
    assert bank.is_as_read([PROBLEM])
    overwrite(large, f"{PROBLEM}/{name}", "x + x", "x * 2")

    assert not bank.is_certain
    assert not bank.is_as_read([PROBLEM])
    assert bank.compare()
    assert bank.problem(PROBLEM).hash != before.hash
    shutil.rmtree(large / PROBLEM)
    assert not bank.is_as_read([PROBLEM])


@pytest.mark.parametrize("later", [freshness.LATELY, -1], ids=["ten seconds", "a clock that was set back"])
def test_when_a_glance_is_not_enough(large: Path, cache: Path, later: int) -> None:
    """It compares every file again once some seconds have passed."""
    open_bank([large], cache, now=NOW)
    overwrite(large)

    bank = open_bank([large], cache, now=NOW + later)
    assert bank.is_certain
    assert bank.entry("training/warm-up").answer.zh.startswith("防止")


def test_a_small_bank_is_never_only_glanced_at(compiled: Path, cache: Path) -> None:
    """It compares every file of a bank of ordinary size, each time."""
    open_bank([compiled], cache, now=NOW)
    overwrite(compiled)

    assert open_bank([compiled], cache, now=NOW + 1).entry("training/warm-up").answer.zh.startswith("防止")
    assert not list(cache.glob("*-compared"))


def test_a_file_that_vanishes_after_a_glance(large: Path, cache: Path) -> None:
    """It takes an entry whose file is gone for one that is no longer as it was read."""
    open_bank([large], cache, now=NOW)
    bank = open_bank([large], cache, now=NOW + 1)
    (large / ENTRY).unlink()

    assert not bank.is_as_read(["training/warm-up"])
    assert bank.compare()
    assert [one.id for one in bank.summaries()] == [PROBLEM, "training/adamw"]


def test_a_large_bank_whose_directories_changed(
    large: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It notes what the directories are like now, so that a glance is enough again."""
    put_text(large, "training/.swap", "x")
    open_bank([large], cache, now=NOW)
    trust(large, cache)
    monkeypatch.setattr(refresh, "scan", lambda folder: pytest.fail("every file was listed"))

    assert open_bank([large], cache, now=NOW + 1).is_certain
    assert not open_bank([large], cache, now=NOW + 2).is_certain


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    "entry", [draft(), draft("training/adam-w"), draft("data/x", former_ids=["training/warm-up"])]
)
def test_two_banks_that_clash(
    compiled: Path, cache: Path, tmp_path: Path, entry: dict[str, object], *, reverse: bool
) -> None:
    """It notices that two folders claim one id though neither has changed since it was compiled alone."""
    other = tmp_path / "own"
    put(other, entry)
    put(other, draft("data/other"))
    open_bank([other], cache)
    trust(other, cache)
    folders = [compiled, other][:: -1 if reverse else 1]

    with pytest.raises(BankError) as caught:
        open_bank(folders, cache)
    assert [finding.code for finding in caught.value.findings] == ["DUPLICATE"]
    (other / f"{entry['id']}.yaml").unlink()
    assert len(open_bank(folders, cache).summaries()) == 4


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    ("more", "id_"),
    [
        ({}, PROBLEM),
        ({"former_ids": [PROBLEM]}, "coding/other"),
        ({"former_ids": ["coding/twice"]}, "coding/x"),
    ],
)
def test_two_banks_whose_problems_clash(
    compiled: Path, cache: Path, tmp_path: Path, more: dict[str, object], id_: str, *, reverse: bool
) -> None:
    """It notices that two folders claim the id of a problem, today's or a former one."""
    put_problem(compiled, whole_problem(former_ids=["coding/twice"]), {})
    other = tmp_path / "own"
    inside = put_problem(other, problem(id_, **more), {})
    put(other, draft("data/other"))
    for folder in (compiled, other):
        open_bank([folder], cache)
        trust(folder, cache)
    folders = [compiled, other][:: -1 if reverse else 1]

    with pytest.raises(BankError) as caught:
        open_bank(folders, cache)
    assert [(finding.code, finding.file.name) for finding in caught.value.findings] == [
        ("DUPLICATE", "problem.yaml")
    ]
    shutil.rmtree(inside)
    bank = open_bank(folders, cache)
    assert bank.problem_folder(PROBLEM) == compiled / PROBLEM
    assert bank.renames["coding/twice"] == PROBLEM
    assert [topic.slug for topic in bank.topics if topic.slug == "coding"] == []


def words(folder: Path, cache: Path) -> tuple[set[object], set[object]]:
    """Return the words that the copy notes, and those that its index has."""
    with closing(sqlite3.connect(copy_of(folder, cache))) as connection:
        noted = set(connection.execute("SELECT term, joined FROM word"))
        asked = "SELECT DISTINCT term, col = 'joined' FROM term WHERE col <> 'sound'"
        return noted, set(connection.execute(asked))


def test_the_words_follow_the_entries(folder: Path, cache: Path) -> None:
    """It knows the words of all entries, whatever was added, edited and removed in between."""
    adamw = checked()
    adamw["question"]["en"] = "Weight decay, once more"
    adamw["review"] = {"state": "draft"}
    for entries, gone in (
        ([], []),
        ([draft("data/c", question={"en": "What is C++ or F# in nn.Dropout (v1.2)?"})], []),
        ([adamw], []),
        ([draft("data/c", question={"en": "What is a zorbnet?"})], []),
        ([], ["training/adamw"]),
        ([draft("data/d", question={"en": "A zorbnet again"})], ["data/c"]),
        ([], ["data/d"]),
    ):
        for entry in entries:
            put(folder, entry)
        for id_ in gone:
            (folder / f"{id_}.yaml").unlink()
        index = open_bank([folder], cache).index

        noted, indexed = words(folder, cache)
        assert noted == indexed
        is_there = any("zorbnet" in file.read_text("utf-8") for file in folder.glob("data/*.yaml"))
        assert ("zorbnet" in index.words(), bool(index.starting("zorb", 3))) == (is_there, is_there)
