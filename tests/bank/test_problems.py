"""Coding problems in a bank: found, kept, noticed when one of their files changes."""

import os
import shutil
from pathlib import Path

import pytest

from qbank.bank import open_bank, refresh
from qbank.bank.folder import UnreadableError, read_content, scan
from qbank.core.fingerprint import problem_fingerprint
from qbank.core.search import rank
from qbank.errors import BankError
from tests.bank.conftest import FILES, draft, problem, put, put_problem, put_text, whole_problem

NAME = "coding/double/problem.yaml"


@pytest.fixture
def with_problem(folder: Path) -> Path:
    """Return a bank with one coding problem."""
    put_problem(folder, whole_problem())
    return folder


def aged(folder: Path) -> None:
    """Make every file as old as if it had lain there for an hour."""
    for file in folder.rglob("*"):
        status = file.stat()
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns - 3_600_000_000_000))


def test_a_problem_is_a_row(with_problem: Path, cache: Path) -> None:
    """It lists, finds and hands out a problem, from a copy just made and from a warm one."""
    for _ in range(2):
        bank = open_bank([with_problem], cache)
        (summary,) = [one for one in bank.summaries() if one.is_problem]
        found = bank.problem("coding/double")

        assert (summary.id, summary.topic, summary.kind, summary.state) == (
            "coding/double", "training", "coding", "draft",
        )  # fmt: skip
        assert summary.question.zh == "手写翻倍"
        assert summary == found.summary
        assert found.solution == FILES["solution.py"]
        assert found.starter == FILES["starter.py"]
        assert bank.entry("coding/double") == found.entry
        assert bank.plain("coding/double")["signature"] == "double(x)"
        assert bank.path("coding/double") == with_problem / NAME
        assert bank.problem_folder("coding/double") == with_problem / "coding/double"
        assert [topic.slug for topic in bank.topics] == ["training", "overfitting"]


@pytest.mark.parametrize("query", ["手写翻倍", "multiply by two", "手撕翻倍", "arithmetic", "twice"])
def test_a_problem_is_found(with_problem: Path, cache: Path, query: str) -> None:
    """It is found by title, alias, tag and statement."""
    assert rank(query, open_bank([with_problem], cache).index)[0].id == "coding/double"


@pytest.mark.parametrize("id_", ["training/warm-up", "coding/nothing"])
def test_what_is_no_problem(with_problem: Path, cache: Path, id_: str) -> None:
    """It hands out no entry as a problem."""
    bank = open_bank([with_problem], cache)

    with pytest.raises(KeyError):
        bank.problem(id_)
    with pytest.raises(KeyError):
        bank.problem_folder(id_)


def test_several_banks(with_problem: Path, cache: Path, tmp_path: Path) -> None:
    """It finds the folder of a problem in whichever bank it is, and refuses one that two have."""
    other = tmp_path / "other"
    put_problem(other, problem("coding/triple", topic="arithmetic"))
    bank = open_bank([with_problem, other], cache)

    assert bank.problem_folder("coding/triple") == other / "coding/triple"
    assert [topic.slug for topic in bank.topics] == ["training", "overfitting", "arithmetic"]
    assert [one.id for one in bank.summaries()][-1] == "coding/triple"
    put_problem(other, problem())
    with pytest.raises(BankError) as caught:
        open_bank([with_problem, other], cache)
    assert "the id coding/double is taken already" in str(caught.value.findings[0].message)


@pytest.mark.parametrize(
    "name", ["problem.yaml", "solution.py", "starter.py", "cases.py", "torch/solution.py"]
)
@pytest.mark.parametrize("way", ["edit", "remove"])
def test_an_edit_is_noticed(with_problem: Path, cache: Path, name: str, way: str) -> None:
    """It reads a problem again when a file that matters is edited or removed, and its hash is another."""
    file = put_text(with_problem, "coding/double/torch/solution.py", "import torch\n").parents[1] / name
    aged(with_problem)
    before = open_bank([with_problem], cache).problem("coding/double")
    if way == "edit":
        file.write_text(file.read_text("utf-8").replace("double", "doubled ") + "\n# edited\n", "utf-8")
    else:
        file.unlink()
    if name == "problem.yaml":
        put_problem(with_problem, problem(title={"zh": "别的题"}), {})

    after = open_bank([with_problem], cache).problem("coding/double")

    assert after.hash != before.hash
    if name == "solution.py":
        assert (after.solution != before.solution) is True


def test_a_new_file_is_noticed(with_problem: Path, cache: Path) -> None:
    """It notices a driver that comes, although it is older than the copy."""
    before = open_bank([with_problem], cache).problem("coding/double").hash
    driver = put_text(with_problem, "coding/double/driver.py", "def run(solution):\n    return 1\n")
    os.utime(driver, ns=(0, 0))

    assert open_bank([with_problem], cache).problem("coding/double").hash != before


@pytest.mark.parametrize(
    "name",
    [
        "wrong/another.py",
        "variants/third.py",
        "__pycache__/solution.cpython-312.pyc",
        ".solution.py.swp",
        "notes.md",
    ],
)
def test_what_does_not_matter(
    with_problem: Path, cache: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads no problem again for what decides nothing, and keeps its hash."""
    before = open_bank([with_problem], cache).problem("coding/double").hash
    put_text(with_problem, f"coding/double/{name}", "x = 1\n")
    monkeypatch.setattr(refresh, "_compile", lambda *_: pytest.fail("compiled again"))

    assert open_bank([with_problem], cache).problem("coding/double").hash == before


def test_data_is_part_of_a_problem(with_problem: Path, cache: Path) -> None:
    """It counts data that the cases load: another content is another hash; too much of it is a fault."""
    hashes = set()
    for number, data in enumerate((None, b"PK\x03\x04 \xff", b"PK\x03\x04 \xfe")):
        if data:
            put_text(with_problem, "coding/double/data/digits.npz", data)
        hashes.add(open_bank([with_problem], cache).problem("coding/double").hash)
        assert len(hashes) == number + 1
    put_text(with_problem, "coding/double/data/digits.npz", bytes(1_000_001))
    with pytest.raises(BankError) as caught:
        open_bank([with_problem], cache)
    (found,) = caught.value.findings
    assert found.file == with_problem / "coding/double/data/digits.npz"
    assert "larger than 1000000 bytes" in str(found.message)


def test_a_problem_that_is_gone(with_problem: Path, cache: Path) -> None:
    """It forgets a problem whose folder is gone, or has no problem.yaml any more."""
    open_bank([with_problem], cache)
    (with_problem / NAME).unlink()

    assert not [one for one in open_bank([with_problem], cache).summaries() if one.is_problem]
    shutil.rmtree(with_problem / "coding")
    assert len(open_bank([with_problem], cache).summaries()) == 2


def test_the_state(folder: Path, cache: Path) -> None:
    """It counts as checked as long as neither text nor code was edited since."""
    code = {name: text.encode() for name, text in FILES.items() if "/" not in name}
    plain = whole_problem()
    review = {"state": "checked", "checked": "2026-01-31", "hash": problem_fingerprint(plain, code)}
    inside = put_problem(folder, {**plain, "review": review})

    assert open_bank([folder], cache).problem("coding/double").state == "checked"
    put_text(inside, "solution.py", "def double(x):\n    return x * 2\n")
    assert open_bank([folder], cache).problem("coding/double").state == "draft"


def test_history_follows(with_problem: Path, cache: Path) -> None:
    """It knows a problem by its former id, also from a warm copy."""
    put_problem(with_problem, whole_problem(former_ids=["coding/twice"]))
    for _ in range(2):
        bank = open_bank([with_problem], cache)

        assert bank.renames["coding/twice"] == "coding/double"
        put(with_problem, draft(answer={"zh": "改了。"}))


def test_faults_have_their_line(folder: Path, cache: Path) -> None:
    """It tells every fault of a problem.yaml where it stands."""
    put_problem(
        folder, problem("coding/other", statment={"zh": "x"}, refs=[{"id": "a", "title": "b", "year": 2020}])
    )
    (folder / "coding/other").rename(folder / "coding/double")

    with pytest.raises(BankError) as caught:
        open_bank([folder], cache)

    told = [f"{one.file.relative_to(folder)}:{one.line}: {one.message}" for one in caught.value.findings]
    assert told == [
        f"{NAME}:2: id is coding/other, but the path of the file says coding/double",
        f"{NAME}:28: unknown key statment; did you mean statement?",
        f"{NAME}:31: refs[0] needs exactly one of arxiv, doi, url",
    ]


def test_things_in_the_wrong_place(folder: Path) -> None:
    """It tells of a problem that is no folder, and of things that are no files; a mere start is left."""
    put_text(folder, "coding/gqa.yaml", "x")
    put_text(folder, "coding/begun/solution.py", "x = 1\n")
    put_problem(folder, problem())
    os.mkfifo(folder / "coding/double/driver.py")

    listing = scan(folder)

    told = sorted(f"{one.file.relative_to(folder)}: {one.message}" for one in listing.findings)
    assert told == [
        "coding/double/driver.py: a file is expected here, and this is not one",
        "coding/gqa.yaml: a coding problem is a folder with problem.yaml in it",
    ]
    assert not [name for name in listing.files if name.startswith("coding/")]


def test_a_problem_that_vanishes(with_problem: Path) -> None:
    """It says so when a problem goes away between the look and the reading."""
    inside = with_problem / "coding/double"
    (inside / "problem.yaml").unlink()

    with pytest.raises(UnreadableError, match="the file is gone"):
        read_content(with_problem, NAME)
    shutil.rmtree(inside)
    with pytest.raises(UnreadableError, match="the file is gone"):
        read_content(with_problem, NAME)
