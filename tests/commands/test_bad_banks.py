"""Bad question files through the real command: a sentence with file and line, exit 3, the log untouched."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.commands.conftest import GRADED, GRADIENTS, Done, Run, child_environ, without_rights

FILE = "training/warm-up.yaml"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture
def log(program: Run, home: Path) -> bytes:
    """Practise once, and return the bytes of the log."""
    assert program("quiz", "--id", GRADIENTS, typed=GRADED + "\n\n").code == 0
    return (home / "qbank.db").read_bytes()


def refused(program: Run, place: str, message: str, command: str = "list") -> Done:
    """Run a command and hold it to what every bad bank gets."""
    done = program(*command.split())
    assert done.code == 3, done
    assert done.out == ""
    assert done.err.startswith("error: the questions cannot be used; faults: ")
    assert f"{place}: " in done.err
    assert message in done.err
    assert "hint: " in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err
    return done


BAD = {
    "a missing language": ("answer:\n  zh: 避免早期不稳定。", "answer:\n  zh:", 10, "answer.zh is empty"),
    "no language": ("answer:\n  zh: 避免早期不稳定。", "answer: {}", 9, "answer needs zh or en"),
    "an unknown key": (
        "kind: concept",
        "kind: concept\nkinds: x",
        4,
        "unknown key kinds; did you mean kind?",
    ),
    "a key twice": (
        "kind: concept",
        "kind: concept\nkind: concept",
        4,
        "kind stands twice; the first is in line 3",
    ),
    "a tab": ("  zh: training", "\tzh: training", 8, "a tab stands in the indentation"),
    "a byte order mark": ("schema: 1", "\ufeffschema: 1", 1, "the file begins with a byte order mark"),
    "an object": ("kind: concept", "kind: !!python/object/apply:os.system [touch pwned]", 3, "the tag "),
    "an escape": (
        "zh: 避免早期不稳定。",
        'zh: "\\e]0;owned\\a"',
        10,
        "a backslash in double quotes begins an escape",
    ),
    "a control character": ("避免", "\x1b[2J", 10, "the character U+001B has no place in a text"),
    "a change of direction": ("避免", "\u202e", 10, "the character U+202E has no place in a text"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_faulty_file(program: Run, bank: Path, log: bytes, home: Path, fault: str) -> None:
    """It names file and line of the fault, whatever the command, and leaves the log alone."""
    old, new, line, message = BAD[fault]
    text = (bank / FILE).read_text("utf-8")
    assert old in text
    (bank / FILE).write_text(text.replace(old, new, 1), "utf-8")

    commands = (
        "list",
        "search 梯度",
        "quiz",
        "export --format md",
        "show kv-cache-memory",
        "",
        "topics",
        "add x",
    )
    for command in (commands[0], commands[1 + list(BAD).index(fault) % 7]):
        refused(program, f"{bank / FILE}:{line}", message, command)
    assert (home / "qbank.db").read_bytes() == log
    assert not list(Path.cwd().glob("pwned"))


CONTENT = {
    "an empty file": (b"", "the file is empty"),
    "binary junk": (bytes(range(128, 256)) * 80, "this is not UTF-8 text"),
    "zeros": (bytes(10_000), "has no place in a text"),
    "an alias bomb": (BOMB.encode(), "anchors and aliases are refused"),
    "a list": (b"- a\n- b\n", "the file must hold keys with values"),
    "very deep": (b"a: " + b"[" * 100_000, "within each other"),
}


@pytest.mark.parametrize("content", CONTENT)
def test_no_entry_at_all(program: Run, bank: Path, log: bytes, home: Path, content: str) -> None:
    """It says what is wrong with a file that is no entry, soon and in little memory."""
    data, message = CONTENT[content]
    (bank / FILE).write_bytes(data)

    refused(program, f"{bank / FILE}:1", message)

    assert (home / "qbank.db").read_bytes() == log
    assert program("doctor").code == 3
    assert program("lint", str(bank / FILE)).code == 3


MEASURED = """
import os, sys
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def test_a_huge_file(program: Run, bank: Path, log: bytes, home: Path) -> None:
    """It does not even read a file of 50 MB."""
    with (bank / FILE).open("wb") as stream:
        stream.write(b"schema: 1\n")
        stream.truncate(50_000_000)

    refused(program, f"{bank / FILE}:1", "the file is larger than 1000000 bytes")

    # measured from a small process: a child's highest memory begins with that of its parent
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "qbank", "doctor"],
        env=child_environ(bank, {}),
        capture_output=True,
        text=True,
        check=True,
    )
    code, kilobytes = map(int, measured.stdout.split()[-2:])
    assert code == 3
    assert kilobytes < 150_000, "what Python with pydantic and fsrs needs, and not 50 MB more twice over"
    assert (home / "qbank.db").read_bytes() == log


def test_a_duplicate_id(program: Run, bank: Path, log: bytes, home: Path) -> None:
    """It names both places of an id that stands twice."""
    other = bank / "training" / "other.yaml"
    other.write_bytes((bank / FILE).read_bytes())

    refused(program, f"{other}:2", "id is training/warm-up, but the path of the file says training/other")
    assert (home / "qbank.db").read_bytes() == log


def test_every_fault_at_once(program: Run, bank: Path) -> None:
    """It lists the faults of all files together."""
    (bank / FILE).write_text("schema: 1\n")
    (bank / "inference/warm-up.yaml").write_text("schema: [\n")
    (bank / "compression/ptq-vs-qat.yaml").unlink()
    (bank / "compression/ptq-vs-qat.yaml").symlink_to("nowhere")

    done = refused(program, f"{bank / FILE}:1", "id is missing")

    assert f"{bank}/inference/warm-up.yaml:1: " in done.err
    assert f"{bank}/compression/ptq-vs-qat.yaml:1: the file is gone" in done.err


def test_what_is_no_file(program: Run, bank: Path) -> None:
    """It waits for no pipe and reads no device."""
    (bank / FILE).unlink()
    os.mkfifo(bank / FILE)
    refused(program, f"{bank / FILE}:1", "a file is expected here")


def test_no_bank(program: Run, tmp_path: Path, bank: Path) -> None:
    """It says that a folder is not there, or is none, or holds nothing."""
    nowhere, empty = tmp_path / "nowhere", tmp_path / "empty"
    empty.mkdir()

    for place in (nowhere, bank / FILE):
        done = program("list", "--bank", str(place))
        assert done.code == 3
        assert f"{place}:1: " in done.err
    assert program("list", "--bank", str(empty)).code in (1, 3)


def test_files_that_come_and_go(program: Run, bank: Path, home: Path) -> None:
    """It lists a whole bank or says a sentence while files vanish and come back under its eyes."""
    stop = threading.Event()
    text = (bank / FILE).read_bytes()

    def churn() -> None:
        while not stop.is_set():
            (bank / FILE).unlink(missing_ok=True)
            time.sleep(0.001)
            (bank / FILE).write_bytes(text)

    thread = threading.Thread(target=churn)
    thread.start()
    try:
        found = [program("list") for _ in range(8)]
    finally:
        stop.set()
        thread.join()

    assert {done.code for done in found} <= {0, 3}
    for done in found:
        assert "Traceback" not in done.err
        assert len(done.rows) in ((4, 5) if done.code == 0 else (0,))
    assert len(program("list").rows) == 5


def test_a_damaged_copy(program: Run, bank: Path, home: Path) -> None:
    """It makes the compiled copy anew when it is damaged, cut off or foreign."""
    cache = home.parents[1] / "xdg_cache_home" / "qbank"
    expected = program("list").out
    (copy,) = cache.glob("bank-*.sqlite3")
    whole = copy.read_bytes()

    for damaged in (b"", b"junk" * 1000, whole[: len(whole) // 2], whole[:4096] + bytes(len(whole) - 4096)):
        copy.write_bytes(damaged)
        done = program("list")
        assert (done.code, done.out, done.err) == (0, expected, "")


def test_a_cache_that_cannot_be_written(program: Run, bank: Path, tmp_path: Path) -> None:
    """It works without a cache."""
    (tmp_path / "file").write_text("")

    done = program("list", XDG_CACHE_HOME=str(tmp_path / "file"))

    assert (done.code, len(done.rows)) == (0, 5)


@pytest.mark.parametrize("command", ["list", "lint", "fmt", "grade"])
def test_a_folder_that_may_not_be_entered(bank: Path, tmp_path: Path, command: str) -> None:
    """It says which path may not be read, and exits with 3."""
    locked = tmp_path / "locked"
    locked.mkdir()
    words = {
        "list": ["list", "--bank", str(locked / "bank")],
        "lint": ["lint", str(locked / "bank")],
        "fmt": ["fmt", str(locked / "bank")],
        "grade": ["grade", GRADIENTS, "--answer", str(locked / "answer")],
    }[command]
    locked.chmod(0)
    try:
        done = without_rights(bank, *words)
    finally:
        locked.chmod(0o755)

    assert done.returncode == 3
    assert done.stderr.decode().startswith(f"error: {locked}/{words[-1].rpartition('/')[2]} cannot be read: ")
