"""Text made to command a terminal does nothing, on a terminal or in a pipe."""

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pexpect
import pytest
import yaml

from tests.commands.conftest import GRADIENTS, Run, child_environ

HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31m\x9b2J\x9d0;owned\x9c\x90q\x9c\x85\r\b\x7f\u202eevil\u2066\u200f\x00\x1bc"
)
COMMANDS = [
    "list",
    "search 梯度",
    f"show {GRADIENTS} --answer",
    f"show {GRADIENTS}",
    "export --format md",
    "topics",
    "quiz -n 1",
]
_OURS = re.compile(
    r"\x1b\[[0-9;]*[mKJHABCDhl]|\x1b\[\?[0-9;]*[hlu]|\x1b\[>?[0-9;]*[a-z]|\x1b[=>]|\r|\x1b\[6n"
)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(bank: Path) -> Path:
    """Write every kind of control character into an entry and a topic, as escapes that YAML allows."""
    file = bank / f"{GRADIENTS}.yaml"
    entry = yaml.safe_load(file.read_text("utf-8"))
    entry["question"]["zh"] = HOSTILE + entry["question"]["zh"]
    file.write_text(yaml.safe_dump(entry), "utf-8")
    return bank


def on_terminal(bank: Path, *arguments: str, **environ: str) -> tuple[int, str]:
    """Run a command in a pseudo-terminal of 80 columns and return its exit code and what it drew."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "qbank", *arguments],
        env=child_environ(bank, environ),
        dimensions=(24, 80),
        timeout=60,
        encoding="utf-8",
        codec_errors="replace",
    )
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def is_harmless(text: str, *, is_coloured: bool = False) -> bool:
    """Say whether nothing in a text commands a terminal, apart from the colours that are ours."""
    return not _FORBIDDEN.search(_OURS.sub("", text) if is_coloured else text.replace("\r\n", "\n"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bank_is_refused(program: Run, hostile: Path, command: str) -> None:
    """It refuses such text at the door, and repeats nothing of it, in a pipe or on a terminal."""
    done = program(*command.split())
    code, drawn = on_terminal(hostile, *command.split())

    assert done.code == code == 3
    assert done.out == ""
    assert is_harmless(done.err)
    assert is_harmless(drawn)
    assert "owned" not in drawn
    assert f"{GRADIENTS}.yaml:" in done.err


def test_there_is_no_way_around_the_door(program: Run, bank: Path, home: Path) -> None:
    """It notices text that was put into the compiled copy by another hand, and reads the files anew."""
    expected = program("list").out
    (copy,) = (home.parents[1] / "xdg_cache_home" / "qbank").glob("bank-*.sqlite3")
    with closing(sqlite3.connect(copy)) as connection:
        changed = connection.execute(
            "UPDATE entry SET summary = CAST(replace(CAST(summary AS TEXT), '成因', ?) AS BLOB)", ("\x9b2J",)
        )
        assert changed.rowcount == 5
        connection.commit()

    done = program("list")

    assert (done.code, done.out, done.err) == (0, expected, "")


def test_what_a_person_types(program: Run, bank: Path) -> None:
    """It repeats nothing harmful of a query, an id, a topic, a path or an answer."""
    text = HOSTILE.replace("\x00", "")
    for arguments in (
        ("search", text),
        ("show", text),
        ("list", "--topic", text),
        ("list", "--bank", text),
        (text,),
        ("list", text),
    ):
        assert is_harmless(program(*arguments).err), arguments
        _, drawn = on_terminal(bank, *arguments)
        assert is_harmless(drawn), arguments
    quiz = program("quiz", "--id", GRADIENTS, typed=f"{text}梯度裁剪控制爆炸，按范数。\n")
    assert quiz.code == 0
    assert is_harmless(quiz.out)


def test_a_path_that_is_told(program: Run, bank: Path, tmp_path: Path) -> None:
    """It names a path without what it does to a terminal."""
    folder = tmp_path / "a\x1b]0;owned\x07b"
    folder.mkdir()

    done = program("doctor", "--home", str(folder))
    _, drawn = on_terminal(bank, "doctor", "--home", str(folder))

    assert done.code == 0
    assert is_harmless(done.out)
    assert is_harmless(drawn, is_coloured=True)
    assert is_harmless(program("config", "--home", str(folder)).out)
    assert folder.is_dir()
