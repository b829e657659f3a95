"""A full disk, a read-only folder, a newer or damaged log: a sentence, exit 4, nothing lost."""

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import GRADED, GRADIENTS, Run, child_environ, without_rights
from tests.conftest import missing

ANSWER = (GRADED + "\n\n").encode()


@pytest.fixture
def log(program: Run, home: Path) -> Path:
    """Practise once, and return the log."""
    assert program("quiz", "--id", GRADIENTS, typed=ANSWER).code == 0
    return home / "qbank.db"


def answers(log: Path) -> list[str]:
    with closing(sqlite3.connect(log)) as connection:
        return [row[0] for row in connection.execute("SELECT answer FROM review ORDER BY at, id")]


@pytest.mark.parametrize("command", ["quiz", "stats", "topics", "backup", "doctor", ""])
def test_a_newer_log(program: Run, log: Path, command: str) -> None:
    """It refuses a log of a newer version, and touches no byte of it."""
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = log.read_bytes()

    done = program(*command.split(), typed=ANSWER)

    assert done.code == 4, done
    assert "newer" in done.err
    assert done.err.startswith("error: ")
    assert log.read_bytes() == before


@pytest.mark.parametrize("command", ["quiz", "stats", "backup", "doctor"])
@pytest.mark.parametrize("damage", ["junk", "cut", "zeros"])
def test_a_damaged_log(program: Run, log: Path, command: str, damage: str) -> None:
    """It says that the log is damaged, touches no byte of it, and what still works without it works."""
    whole = log.read_bytes()
    log.write_bytes(
        {"junk": b"junk" * 500, "cut": whole[:5000], "zeros": whole[:4096] + bytes(len(whole) - 4096)}[damage]
    )
    before = log.read_bytes()

    done = program(command, typed=ANSWER)

    assert done.code == 4, done
    assert "damaged" in done.err or "damage" in done.out
    assert "Traceback" not in done.err
    assert log.read_bytes() == before
    assert program("search", "梯度消失").code == 0
    assert program("list").code == 0


def test_a_file_in_the_way(program: Run, home: Path) -> None:
    """It says that a folder is wanted where a file stands."""
    home.write_text("mine")

    done = program("quiz", typed=ANSWER)

    assert done.code == 4
    assert done.err.startswith(f"error: {home} is a file, and qbank needs a folder there.\nhint: ")
    assert done.out == ""
    assert home.read_text() == "mine"


@pytest.fixture
def read_only(log: Path) -> Iterator[Path]:
    """Make the data folder, and the log in it, read-only."""
    log.chmod(0o444)
    log.parent.chmod(0o555)
    yield log
    log.parent.chmod(0o755)
    log.chmod(0o644)


def test_a_read_only_home(program: Run, bank: Path, read_only: Path) -> None:
    """It says before the first question that nothing can be written; looking at the past still works."""
    before = read_only.read_bytes()

    done = without_rights(bank, "quiz", typed=ANSWER)

    assert done.returncode == 4
    assert done.stdout == b""
    assert done.stderr.decode().startswith(
        f"error: {read_only} cannot be written: the file or its folder is read-only.\n"
    )
    assert read_only.read_bytes() == before
    for command in ("search 梯度消失", "list", "show kv-cache-memory", ""):
        assert without_rights(bank, *command.split()).returncode == 0, command


def test_a_home_that_may_not_be_entered(bank: Path, home: Path) -> None:
    """It says so where the log is wanted, and shows the bank where it is not."""
    home.mkdir(parents=True)
    home.chmod(0)
    try:
        listed = [without_rights(bank, *command.split()) for command in ("list", "search 梯度消失")]
        refused = [without_rights(bank, command, typed=ANSWER) for command in ("quiz", "backup")]
        added = without_rights(bank, "add", "x")
        checked = without_rights(bank, "doctor")
    finally:
        home.chmod(0o755)

    assert [done.returncode for done in listed] == [0, 0]
    assert (checked.returncode, checked.stderr) == (4, b"")
    assert b"qbank.db cannot be read: Permission denied" in checked.stdout
    for done in (*refused, added):
        assert done.returncode == 4, done
        assert done.stderr.startswith(b"error: ")
        assert b"Traceback" not in done.stderr


def test_a_cache_that_cannot_be_made_anew(program: Run, bank: Path, home: Path) -> None:
    """It says that the compiled banks cannot be thrown away."""
    cache = home.parents[1] / "xdg_cache_home" / "qbank"
    assert program("list").code == 0
    cache.chmod(0o555)
    try:
        done = without_rights(bank, "doctor", "--rebuild")
    finally:
        cache.chmod(0o755)

    assert done.returncode == 4
    assert done.stderr.decode() == f"error: {cache} cannot be written: Permission denied\n"


def test_a_home_that_cannot_be_made(bank: Path, home: Path) -> None:
    """It says that the data folder cannot be made."""
    home.parent.chmod(0o555)
    try:
        done = without_rights(bank, "quiz", typed=ANSWER)
        added = without_rights(bank, "add", "x")
    finally:
        home.parent.chmod(0o755)

    assert done.returncode == added.returncode == 4
    assert done.stderr.decode().startswith(
        f"error: The folder {home} cannot be made: Permission denied.\nhint: "
    )
    assert done.stdout == b""


def test_a_read_only_config(bank: Path, home: Path) -> None:
    """It says that config.toml cannot be written."""
    folder = home.parents[1] / "xdg_config_home"
    folder.chmod(0o555)
    try:
        done = without_rights(bank, "config", "set", "lang", "zh")
    finally:
        folder.chmod(0o755)

    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"error: {folder}/qbank/config.toml cannot be written: ")


def test_a_full_disk(program: Run, bank: Path, log: Path) -> None:
    """It says that the disk has no room, and every answer that it acknowledged is there."""
    limit = log.stat().st_size

    def no_growth() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    typed = ("很长的答案" * 400 + "\n\n").encode() * 40
    done = subprocess.run(
        [sys.executable, "-m", "qbank", "quiz"],
        input=typed,
        capture_output=True,
        check=False,
        env={k: v for k, v in child_environ(bank, {}).items() if not k.startswith("COVERAGE")},
        preexec_fn=no_growth,
        timeout=60,
    )

    assert done.returncode == 4
    assert (
        done.stderr.decode().startswith(f"error: {log} could not be read or written: ")
        or b"full" in done.stderr
    )
    assert b"hint: " in done.stderr
    assert b"Traceback" not in done.stderr
    acknowledged = done.stdout.decode().count("\nshort\t")
    assert len(answers(log)) == 1 + acknowledged
    assert program("doctor").code == 0


def test_a_really_full_disk(program: Run, bank: Path, home: Path, tmp_path: Path) -> None:
    """It says so too when the file system has no room: nothing acknowledged is lost."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = """
set -e
mount -t tmpfs -o size=1m none "$DISK"
printf '%s\\n\\n' "$ANSWER" | "$PYTHON" -m qbank quiz --home "$DISK/home" >/dev/null
head -c 2000000 /dev/zero >"$DISK/filler" 2>/dev/null || true
cp "$DISK/home/qbank.db" "$OUT/before.db"
set +e
yes "$ANSWER" | sed 'a\\' | head -2000 | "$PYTHON" -m qbank quiz --home "$DISK/home" >"$OUT/out" 2>"$OUT/err"
echo $? >"$OUT/code"
cp "$DISK/home/qbank.db" "$OUT/after.db"
rm "$DISK/filler"
"$PYTHON" -m qbank doctor --home "$DISK/home" >"$OUT/doctor"
"""
    if not shutil.which("unshare"):
        pytest.skip(missing("unshare"))
    names = {"DISK": str(disk), "OUT": str(tmp_path), "PYTHON": sys.executable, "ANSWER": GRADED}
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "bash", "-c", script],
        capture_output=True,
        check=False,
        env=child_environ(bank, names),
        timeout=120,
    )
    if not (tmp_path / "code").exists():
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode()[:80]}")

    assert (tmp_path / "code").read_text() == "4\n"
    assert (tmp_path / "err").read_text().startswith("error: The disk is full: ")
    acknowledged = (tmp_path / "out").read_text().count("\nshort\t")
    assert len(answers(tmp_path / "after.db")) == len(answers(tmp_path / "before.db")) + acknowledged
    assert (tmp_path / "doctor").read_text().endswith("Nothing is wrong.\n")
