"""The pipes of a child: frames to and from it, and what it prints; whoever waits for an answer moves them."""

import os
import selectors
import subprocess
import time
from typing import Literal

from qbank.judge.inside.codec import HEAD
from qbank.judge.limits import MEGABYTE, Limits

Cut = Literal["eof", "flood", "message"]
CHUNK = 1 << 16  # bytes, what a pipe holds
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


class Pipes:
    """The three pipes of a child, none of which can stop this process.

    No threads: a hand-over to one takes longer than what most cases compute.

    Attributes:
        printed: What the child wrote to standard error, the beginning of it.
        cut: Why no frame will come any more: the child has closed the channel, prints without end, or
            has announced a frame that is too long; None while one may come.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", limits: Limits) -> None:
        self._limits = limits
        self.printed = bytearray()
        self.cut: Cut | None = None
        self._dropped = 0
        self._coming, self._leaving = bytearray(), bytearray()
        pipes = (process.stdin, process.stdout, process.stderr)
        self._pipes = tuple(pipe for pipe in pipes if pipe)
        self._to, self._from, self._said = (pipe.fileno() for pipe in self._pipes)
        for pipe in (self._to, self._from, self._said):
            os.set_blocking(pipe, False)
        self._open = selectors.DefaultSelector()
        self._open.register(self._from, READ)
        self._open.register(self._said, READ)

    def send(self, frame: bytes) -> None:
        """Send a frame; what the pipe does not take now goes while an answer is waited for."""
        self._leaving += frame
        self._write()

    def receive(self, seconds: float) -> bytes | None:
        """Move what can be moved until there is a frame; return its body.

        Args:
            seconds: To wait for it.

        Returns:
            None when there is none yet, or never will be (see `cut`).
        """
        until = time.monotonic() + seconds
        while (body := self._body()) is None and not self.cut:
            left = until - time.monotonic()
            if left <= 0:
                return None
            self._move(left)
        self._read_prints()  # what it said before it answered
        return body

    def finish(self, seconds: float) -> None:
        """Read what the child said last, until nobody holds the pipe or the time is over."""
        until = time.monotonic() + seconds
        while self._said in self._open.get_map() and (left := until - time.monotonic()) > 0:
            self._move(left)

    def close(self) -> None:
        """Close them all."""
        self._open.close()
        for pipe in self._pipes:
            try:
                pipe.close()
            except OSError:
                continue

    def _move(self, seconds: float) -> None:
        """Wait until a pipe can be read or written, and do that."""
        for key, _ in self._open.select(seconds):
            if key.fd == self._to:
                self._write()
            elif key.fd == self._from:
                self._read_frames()
            else:
                self._read_prints()

    def _body(self) -> bytes | None:
        """Take the first frame from what has come."""
        if len(self._coming) < HEAD.size:
            return None
        (length,) = HEAD.unpack_from(self._coming)
        if length > self._limits.message * MEGABYTE:
            self.cut = "message"
            return None
        end = HEAD.size + length
        if len(self._coming) < end:
            return None
        body = bytes(memoryview(self._coming)[HEAD.size : end])
        del self._coming[:end]
        return body

    def _read_frames(self) -> None:
        part = self._read(self._from)
        if part is not None:
            self._coming += part
            self.cut = self.cut if part else self.cut or "eof"

    def _read_prints(self) -> None:
        if self._said not in self._open.get_map():
            return
        part = self._read(self._said) or b""
        kept = part[: max(0, self._limits.output * 1024 - len(self.printed))]
        self.printed += kept
        self._dropped += len(part) - len(kept)
        if self._dropped > self._limits.flood * MEGABYTE:
            self.cut = "flood"

    def _read(self, pipe: int) -> bytes | None:
        """Return what a pipe holds, None when that is nothing; watch it no more when it has ended."""
        try:
            part = os.read(pipe, CHUNK)
        except BlockingIOError:
            return None
        except OSError:
            part = b""
        if not part:
            self._open.unregister(pipe)
        return part

    def _write(self) -> None:
        """Write what the pipe takes; a child that reads no more is given nothing more."""
        try:
            while self._leaving:
                del self._leaving[: os.write(self._to, memoryview(self._leaving)[: 1 << 20])]
        except BlockingIOError:
            pass
        except OSError:
            self._leaving.clear()
        is_watched = self._to in self._open.get_map()
        if self._leaving and not is_watched:
            self._open.register(self._to, WRITE)
        elif is_watched and not self._leaving:
            self._open.unregister(self._to)
