"""A word on the screen for as long as something takes, gone when it is done."""

import contextlib
from collections.abc import Iterator

from qbank.screen.console import Screen
from qbank.screen.spans import line


@contextlib.contextmanager
def waiting(screen: Screen, text: str) -> Iterator[None]:
    """Show a translated text in the last row; nothing where the cursor may not be moved."""
    if not screen.is_terminal or screen.is_plain:
        yield
        return
    screen.stream.write(screen.paint([line((f" {text}", "quiet"))]).rstrip("\n"))
    screen.stream.flush()
    try:
        yield
    finally:
        screen.stream.write("\r\x1b[K")
        screen.stream.flush()
