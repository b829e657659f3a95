"""Keys through a real pseudo-terminal: what each sequence of bytes becomes."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from qbank.screen.keys import LineKeys, Sequence

READER = """
import sys, time
from qbank.screen.keys import TerminalKeys
with TerminalKeys() as keys:
    print("ready", flush=True)
    while True:
        try:
            key = keys.read()
        except KeyboardInterrupt:
            key = "INTERRUPT"
        except EOFError:
            key = "END"
        print(f"<{key}>", flush=True)
        if key == "f":
            sys.stdout.write("waiting" + chr(10)); sys.stdout.flush()
            time.sleep(0.4)
            keys.flush()
            print("flushed", flush=True)
        if key == "Q":
            break
print("done", flush=True)
"""
SOURCE = str(Path(__file__).parents[2] / "src")
Start = Callable[[str], pexpect.spawn]


@pytest.fixture
def start() -> Iterator[Start]:
    """Run a Python program in a pseudo-terminal of 80 columns."""
    children = []

    def run(program: str, **environ: str) -> pexpect.spawn:
        child = pexpect.spawn(
            sys.executable,
            ["-c", program],
            env={**os.environ, "PYTHONPATH": SOURCE, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ},
            encoding="utf-8",
            timeout=20,
            dimensions=(24, 80),
        )
        children.append(child)
        return child

    yield run
    for child in children:
        with contextlib.suppress(pexpect.TIMEOUT, ValueError, OSError):
            child.expect(pexpect.EOF, timeout=1)  # what ends by itself writes down its coverage
        child.close(force=True)


@pytest.fixture
def reader(start: Start) -> pexpect.spawn:
    child = start(READER)
    child.expect("ready")
    return child


CASES = {
    "type-ahead stays apart": ("123", ["1", "2", "3"]),
    "an arrow": ("\x1b[A", ["up"]),
    "Chinese": ("中", ["中"]),
    "a word from an input method": ("梯度", ["梯", "度"]),
    "a full-width digit": ("３", ["3"]),
    "a full-width question mark": ("？", ["?"]),
    "an ideographic space": ("\u3000", ["space"]),
    "space, Enter, Tab, Backspace": (" \r\t\x7f", ["space", "enter", "tab", "backspace"]),
    "Home in three dialects": ("\x1b[H\x1b[1~\x1bOH", ["home", "home", "home"]),
    "Escape then Home": ("\x1b\x1b[1~", ["home"]),
    "F5": ("\x1b[15~", ["f5"]),
    "a sequence nobody knows": ("\x1b[99;1~x", ["x"]),
    "a longer one": ("\x1b[?1;2;3$yx", ["x"]),
    "Alt and a digit": ("\x1b1x", ["x"]),
    "a bracketed paste": ("\x1b[200~123\n4\x1b[201~x", ["x"]),
    "a letter with an accent": ("é", ["é"]),
    "Ctrl-C": ("\x03", ["INTERRUPT"]),
    "Ctrl-D": ("\x04", ["END"]),
    "a mouse report": ("\x1b[<0;12;34Mx", ["x"]),
}


@pytest.mark.parametrize("case", CASES)
def test_keys(reader: pexpect.spawn, case: str) -> None:
    """It gives one name a key, and drops what nobody knows whole."""
    sent, keys = CASES[case]
    reader.send(sent)
    seen = []
    for _ in keys:
        reader.expect("<([^>]+)>")
        seen.append(reader.match[1])
    reader.send("Q")
    reader.expect("<Q>")

    assert seen == keys
    assert "<" not in reader.before


def test_escape_alone(reader: pexpect.spawn) -> None:
    """It gives an escape that nothing follows as the key, and a digit pressed later as a digit."""
    reader.send("\x1b")
    reader.expect("<escape>")
    reader.send("1Q")
    reader.expect("<1>")


def test_a_sequence_in_two_parts(reader: pexpect.spawn) -> None:
    """It waits for the rest of a sequence that comes in pieces."""
    reader.send("\x1b[")
    reader.send("1~")
    reader.send("Q")
    reader.expect("<Q>")

    assert "<1>" not in reader.before


def test_flush(reader: pexpect.spawn) -> None:
    """It forgets what was typed before the question."""
    reader.send("f")
    reader.expect("waiting")
    reader.send("1234")
    reader.expect("flushed")
    reader.send("5Q")
    reader.expect("<Q>")

    assert "<5>" in reader.before
    assert "<1>" not in reader.before


def test_the_terminal_is_put_back(start: Start) -> None:
    """It leaves the terminal in its own mode, with pasting unmarked."""
    child = start(READER + "print('echo', __import__('termios').tcgetattr(0)[3] & 8)")
    child.expect("ready")
    child.send("Q")
    child.expect("echo 8")

    assert "\x1b[?2004l" in child.before


def test_hang_up(reader: pexpect.spawn) -> None:
    """It ends when the terminal goes away."""
    reader.send("1")
    reader.expect("<1>")
    reader.close(force=False)

    assert not reader.isalive()


def test_sequence_of_an_unknown_kind() -> None:
    """It drops an escape, its bracket and what follows, up to the last character."""
    sequence = Sequence()
    given = [("escape", "\x1b"), ("[", "["), ("9", "9"), ("9", "9"), ("~", "~"), ("1", "1")]

    assert [key for press in given for key in sequence.take(*press)] == ["1"]


@pytest.mark.parametrize(
    ("typed", "key"), [("3", "3"), ("", "enter"), (" ", "space"), ("３", "3"), (" q ", "q"), ("\t", "tab")]
)
def test_lines_as_keys(monkeypatch: pytest.MonkeyPatch, typed: str, key: str) -> None:
    """It takes the first character of a line where keys cannot be read one by one."""
    monkeypatch.setattr("builtins.input", lambda _: typed)

    assert LineKeys().read() == key
