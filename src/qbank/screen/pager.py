"""Show something long in a pager, so that it is not poured over the screen."""

import contextlib
import shlex
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping

from qbank.screen.console import Screen
from qbank.screen.spans import Line


def show_in_pager(
    screen: Screen, lines: Iterable[Line], *, pager: str = "", environment: Mapping[str, str] | None = None
) -> None:
    """Show lines in a pager; print them where there is no terminal, no pager, or a plain screen.

    Args:
        screen: What the lines were made for.
        lines: What to show.
        pager: The command; "" for `less`.
        environment: The environment of the pager, with LESS and LESSCHARSET set; None for this process's own.
    """
    lines = list(lines)
    if not screen.is_interactive or screen.is_plain:
        screen.put(lines)
        return
    try:
        with _undisturbed():
            done = subprocess.run(
                shlex.split(pager) or ["less", "-FRX"],
                input=screen.paint(lines).encode("utf-8", "replace"),
                env=None if environment is None else dict(environment),
                check=False,
            )
    except (OSError, ValueError):
        screen.put(lines)
        return
    if done.returncode in (126, 127):  # a wrapper whose command is missing
        screen.put(lines)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave Ctrl-C to the pager."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
