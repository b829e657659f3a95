"""The framed channel of a child of the judge: its own copies of standard input and output.

What the child's code prints goes to standard error, what it reads is empty: neither reaches the channel.
"""

import os
from typing import Any

import codec


class Channel:
    """Frames to and from the parent."""

    def __init__(self) -> None:
        self._in, self._out = os.dup(0), os.dup(1)
        os.dup2(2, 1)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)

    def send(self, value: Any) -> None:
        """Send a plain value.

        Raises:
            TypeError: The value is not plain; nothing was sent.
        """
        left = memoryview(codec.encode(value))
        while left:
            left = left[os.write(self._out, left[: 1 << 20]) :]

    def receive(self) -> Any:
        """Return the next value; the process ends quietly when the parent has closed the channel."""
        (length,) = codec.HEAD.unpack(self._read(codec.HEAD.size))
        return codec.decode(self._read(length))

    def _read(self, length: int) -> bytes:
        got = bytearray()
        while len(got) < length:
            part = os.read(self._in, min(1 << 20, length - len(got)))
            if not part:
                os._exit(0)
            got += part
        return bytes(got)
