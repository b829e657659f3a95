"""Run one solution on the cases, in a worker; what it answers stays unread here."""

import contextlib
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.core.verdict import Line, Raised
from qbank.judge.child import Child, End, tail

HANG = re.compile(r'File "[^"]*[/\\]solution\.py", line (\d+) in (\S+)')
HUNG = "Timeout (0:"  # how faulthandler begins to say where a call hangs
HANG_SHARE = 0.8  # of the CPU limit: when a call that is still running writes down its line


@dataclass(frozen=True, slots=True)
class Cases:
    """What the checker has drawn, as far as a worker needs it.

    Attributes:
        requests: Frames to pass on, one a case.
        calls: The functions that a solution must have.
    """

    requests: tuple[bytes, ...]
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a solution did.

    Attributes:
        frames: Its answers, unread; None where there is none.
        ended: Why it ended early; "" when it answered every case.
        code: The exit code or negative signal number of a process that ended itself.
        raised: What importing it raised.
    """

    frames: tuple[bytes | None, ...]
    ended: End = ""
    code: int | None = None
    raised: Raised | None = None
    printed: str = ""
    line: Line | None = None


def load(worker: Child, solution: bytes, driver: Path | None) -> None:
    """Give a solution to a worker that is ready; it is imported while the cases are drawn.

    Args:
        worker: A child of the role `worker` whose first answer was read; the caller ends it.
        solution: The bytes of the candidate's file.
        driver: The problem's driver, or None.
    """
    place = worker.folder / "solution.py"
    place.write_bytes(solution)
    if driver:
        shutil.copyfile(driver, worker.folder / "driver.py")
    worker.meter()
    worker.tell(
        solution=str(place),
        driver=str(worker.folder / "driver.py") if driver else None,
        hang=worker.limits.cpu * HANG_SHARE,
    )


def run(worker: Child, cases: Cases) -> Run:
    """Collect the answers to the cases from a worker that was given a solution."""
    frames: list[bytes | None] = [None] * len(cases.requests)
    deadline = time.monotonic() + worker.limits.wall
    told = worker.answer(deadline)
    if _is_loaded(told):
        told = worker.ask(deadline, calls=list(cases.calls))
    if not _is_loaded(told):
        error = raised(told["error"]) if isinstance(told, dict) and "error" in told else None
        return _ended(worker, frames, error)
    for request in cases.requests:
        worker.send(request)
    for number in range(len(frames)):
        frames[number] = worker.receive(deadline)
        if frames[number] is None:
            break
    return _ended(worker, frames, None)


def _is_loaded(told: Any) -> bool:
    return isinstance(told, dict) and "loaded" in told


def raised(told: Any) -> Raised:
    """Return the exception that a worker told of; its words are the candidate's, whatever their types say."""
    get = told.get if isinstance(told, dict) else {}.get
    lines = []
    for item in get("lines") or ():
        with contextlib.suppress(TypeError, ValueError):
            file, number, function, text = item
            lines.append(Line(str(file), int(number), str(function), str(text)))
    missing = tuple(str(name) for name in _flat(get("missing")))
    return Raised(str(get("type") or "?")[:100], str(get("message") or "")[:2000], missing, tuple(lines))


def _flat(value: Any) -> list[Any]:
    """Return the name that is missing, then the names that there are."""
    found: list[Any] = []
    for item in value if isinstance(value, (list, tuple)) else ():
        found += item if isinstance(item, (list, tuple)) else [item]
    return found


def _ended(worker: Child, frames: Sequence[bytes | None], told: Raised | None) -> Run:
    said = worker.printed
    found = HANG.findall(said)
    printed = tail(said.partition(HUNG)[0])  # what follows is the judge's own, not the solution's
    line = (
        Line("solution.py", int(found[0][0]), found[0][1], "")
        if found and worker.ended in {"wall", "cpu", "eof"}
        else None
    )
    return Run(tuple(frames), worker.ended, worker.returncode, told, printed, line)


def readiness(child: Child) -> Any:
    """Return a child's first answer: what holds, or what is missing; None when it did not start."""
    return child.answer(time.monotonic() + child.limits.start)
