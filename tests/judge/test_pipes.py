"""Tests of judge/pipes.py: frames and prints of real children, whatever they do with their pipes."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from qbank.judge.inside import codec
from qbank.judge.limits import Limits
from qbank.judge.pipes import Pipes

Start = Callable[..., Pipes]
ECHO = """
import os
def exactly(size):
    got = b""
    while len(got) < size:
        got += os.read(0, size - len(got))
    return got
while True:
    head = exactly(8)
    left = memoryview(head + exactly(int.from_bytes(head, "little")))
    while left:
        left = left[os.write(1, left):]
"""
SLOW_S = 30.0


@pytest.fixture
def start() -> Iterator[Start]:
    """Start children that run a program, and end them."""
    children: list[tuple[subprocess.Popen[bytes], Pipes]] = []

    def begin(program: str, limits: Limits | None = None) -> Pipes:
        child = subprocess.Popen(
            [sys.executable, "-u", "-c", program], stdin=-1, stdout=-1, stderr=-1, bufsize=0
        )
        children.append((child, Pipes(child, limits or Limits())))
        return children[-1][1]

    yield begin
    for child, pipes in children:
        child.kill()
        child.wait()
        pipes.close()


@pytest.mark.parametrize("size", [0, 1, 1 << 16, 5_000_000])
def test_frames_of_any_size(start: Start, size: int) -> None:
    """It sends and receives more than a pipe holds, several frames in a row, and mixes nothing up."""
    pipes = start(ECHO)
    sent = [bytes([number]) * size for number in range(3)]
    for one in sent:
        pipes.send(codec.encode(one))

    got = [pipes.receive(SLOW_S) for _ in sent]

    assert [codec.decode(one or b"") for one in got] == sent
    assert pipes.cut is None


def test_no_answer_yet(start: Start) -> None:
    """It waits no longer than asked, and receives later what was not there before."""
    pipes = start(ECHO)
    assert pipes.receive(0.05) is None
    assert pipes.cut is None
    pipes.send(codec.encode("later"))
    assert codec.decode(pipes.receive(SLOW_S) or b"") == "later"


def test_a_child_that_does_not_read(start: Start) -> None:
    """It is not stopped by a pipe that is full."""
    pipes = start("import time; time.sleep(60)")
    pipes.send(b"x" * 5_000_000)
    assert pipes.receive(0.1) is None


def test_what_was_printed_before_an_answer(start: Start) -> None:
    """It has read what the child printed when it hands out what the child answered after it."""
    frame = codec.encode(True)
    program = (
        f"import os\nfor n in range(200): os.write(2, b'%d ' % n); os.write(1, {frame!r})\nos.read(0, 1)"
    )
    pipes = start(program)
    for number in range(200):
        assert pipes.receive(SLOW_S) is not None
        assert bytes(pipes.printed).split()[number] == b"%d" % number


def test_what_was_printed_last(start: Start) -> None:
    """It reads to the end what a child printed before it ended, and waits for nobody who holds the pipe."""
    pipes = start("import os; os.close(1); os.write(2, b'at last'); os.fork() or __import__('time').sleep(9)")
    assert pipes.receive(SLOW_S) is None
    assert pipes.cut == "eof"
    pipes.finish(0.5)
    assert bytes(pipes.printed) == b"at last"


def test_a_frame_before_the_end(start: Start) -> None:
    """It hands out what came whole before the channel was closed; half a frame is none."""
    whole, half = codec.encode("whole"), codec.encode("half")[:-1]
    pipes = start(f"import os; os.write(1, {whole + half!r})")
    assert codec.decode(pipes.receive(SLOW_S) or b"") == "whole"
    assert pipes.receive(SLOW_S) is None
    assert pipes.cut == "eof"


@pytest.mark.parametrize("head", [b"\xff" * 8, (65 << 20).to_bytes(8, "little")])
def test_a_frame_that_is_too_long(start: Start, head: bytes) -> None:
    """It reads nothing of a frame that is announced longer than the limit."""
    pipes = start(f"import os, time; os.write(1, {head!r}); time.sleep(60)", Limits(message=64))
    assert pipes.receive(SLOW_S) is None
    assert pipes.cut == "message"


def test_a_flood(start: Start) -> None:
    """It keeps the beginning of what is printed, and gives up on what prints without end."""
    pipes = start("import os\nwhile True: os.write(2, b'x' * 65536)", Limits(output=3, flood=4))
    assert pipes.receive(SLOW_S) is None
    assert pipes.cut == "flood"
    assert bytes(pipes.printed) == b"x" * 3072
