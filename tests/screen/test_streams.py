"""Encodings, in child processes with real locales, on a pipe and on a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from qbank.screen import streams

SOURCE = str(Path(__file__).parents[2] / "src")
PROGRAM = """
import sys
from qbank.screen.streams import prepare_streams, readable
from qbank.screen.console import make
prepare_streams(is_encoding_given=GIVEN)
screen = make(language="zh", color="never")
print(readable(sys.argv[1]), screen.glyphs.hit, chr(0x2713))
print(ascii(sys.stdin.read()) if not sys.stdin.isatty() else "", flush=True)
"""
LOCALES = {
    "LANG=C": {"LANG": "C"},
    "LC_ALL=C": {"LC_ALL": "C"},
    "POSIX without UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "UTF-8": {"LC_ALL": "C.UTF-8"},
}
ENCODINGS = ("gbk", "latin-1", "ascii")


def run(environ: dict[str, str], given: bool = False) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("GIVEN", str(given)), "梯度"],
        env={"PYTHONPATH": SOURCE, **environ},
        input="答案".encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("locale", LOCALES)
def test_pipe(locale: str) -> None:
    """It speaks UTF-8 on a pipe whatever the locale, and reads arguments right."""
    assert run(LOCALES[locale]).decode() == f"梯度 ✓ ✓\n{'答案'!a}\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_given(encoding: str) -> None:
    """It keeps the encoding that a person insists on, and never fails for a character that lacks there."""
    out = run({"PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}, given=True).decode(encoding)

    assert out.startswith("梯度 + ?" if encoding == "gbk" else "?? + ?")


@pytest.mark.parametrize("locale", LOCALES)
def test_terminal(locale: str) -> None:
    """It shows ASCII signs where the terminal's encoding has no others, and never fails."""
    program = PROGRAM.replace("GIVEN", "False")
    child = pexpect.spawn(
        sys.executable, ["-c", program, "梯度"], env={"PYTHONPATH": SOURCE, **LOCALES[locale]}, timeout=20
    )
    child.expect(pexpect.EOF)
    child.close()
    out = child.before.decode("utf-8", "replace")

    assert child.exitstatus == 0
    assert ("?? + ?" if "without" in locale else "梯度 ✓ ✓") in out


@pytest.mark.parametrize("encoding", ["gbk", "latin-1"])
def test_terminal_of_another_encoding(encoding: str) -> None:
    """It writes what the terminal can show and a question mark for the rest."""
    program = PROGRAM.replace("GIVEN", "False")
    environ = {"PYTHONPATH": SOURCE, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": encoding}
    child = pexpect.spawn(sys.executable, ["-c", program, "梯度"], env=environ, timeout=20)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    assert ("梯度 + ?" if encoding == "gbk" else "?? + ?").encode(encoding) in child.before


def test_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """It puts UTF-8 right that was read as Latin-1, and leaves alone what is text and no UTF-8."""
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "iso8859-1")
    monkeypatch.setattr(os, "fsencode", lambda text: text.encode("latin-1"))

    assert [streams.readable(word) for word in ("梯".encode().decode("latin-1"), "abc", "é")] == [
        "梯",
        "abc",
        "é",
    ]
    assert streams.readable("a\udcff") == "a\ufffd"
