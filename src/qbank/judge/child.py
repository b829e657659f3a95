"""A confined child process with a framed channel: started, spoken with, ended with all that it started."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from qbank.errors import JudgeUnavailableError
from qbank.judge.inside import codec
from qbank.judge.limits import MEGABYTE, Layers, Limits, environment
from qbank.judge.pipes import Pipes
from qbank.judge.tree import (
    adopt_orphans,
    cpu_of,
    cpu_of_children,
    descendants,
    kill_tree,
    memory_of,
    tasks_of_user,
)

INSIDE = Path(__file__).parent / "inside"
LOOK = 0.1  # seconds between two looks at what a child uses
End = Literal["", "eof", "wall", "cpu", "memory", "flood", "message", "folder"]
_ours: set[int] = (
    set()
)  # children that are alive: what one of them leaves behind is told apart from the others


@dataclass(frozen=True, slots=True)
class Setup:
    """What a child needs to begin.

    Attributes:
        python: The interpreter.
        role: The module of `inside/` that does the work.
        needs: Packages to import before it is ready.
        readable: What it may read beside the system's and the interpreter's own.
        secret: What it may not read, though it lies within something readable.
    """

    python: str
    role: Literal["worker", "checker", "prober"]
    needs: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    layers: Layers = field(default_factory=Layers)


class Child:
    """A child of the judge; a `with` ends it.

    Attributes:
        folder: Its own folder, the only place where it may write; gone with it.
        ended: Why it was ended or ended itself; "" while it lives.
        strays: How many processes it left behind, all of them ended.
    """

    def __init__(self, setup: Setup) -> None:
        if os.name != "posix":
            raise JudgeUnavailableError(
                "the judge runs on Linux and macOS", hint="on Windows, use it inside WSL"
            )
        adopt_orphans()
        self.setup, self.limits = setup, setup.limits
        self.folder = Path(tempfile.mkdtemp(prefix="qbank-judge-"))
        self.ended: End = ""
        self.strays = 0
        self._looked = self._cpu_before = self._used = 0.0
        self._is_over = False
        # what was below this process before is not the child's
        self._spared = frozenset(descendants(os.getpid())) | _ours
        self._process = self._start()
        _ours.add(self._process.pid)
        self._pipes = Pipes(self._process, self.limits)

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _start(self) -> "subprocess.Popen[bytes]":
        setup = self.setup
        config = {
            "role": setup.role,
            "parent": os.getpid(),
            "folder": str(self.folder),
            "readable": [str(INSIDE), *setup.readable],
            "secret": list(setup.secret),
            "limits": self.limits.resources(tasks_of_user()),
            "layers": {name: getattr(setup.layers, name) for name in ("limits", "landlock", "audit")},
            "needs": list(setup.needs),
        }
        try:
            return self._spawn(config)
        except OSError as error:
            _remove(self.folder)
            raise JudgeUnavailableError(
                "{python} cannot be started: {why}",
                hint="name another interpreter: qbank config set judge_python PATH",
                python=setup.python,
                why=error.strerror,
            ) from error

    def _spawn(self, config: Mapping[str, Any]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self.setup.python, "-E", "-s", "-B", "-u", str(INSIDE / "start.py"), json.dumps(config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=self.folder,
            env=environment(str(self.folder)),
            start_new_session=True,
        )

    @property
    def printed(self) -> str:
        """Return what it wrote to standard output and error, the beginning of it."""
        return self._pipes.printed.decode("utf-8", "replace")

    @property
    def is_alive(self) -> bool:
        """Say whether it runs still."""
        return not self.ended and self._process.poll() is None

    @property
    def returncode(self) -> int | None:
        """Return how the process ended, a negative signal number or an exit code."""
        return self._process.returncode

    def send(self, frame: bytes) -> None:
        """Send a frame; a child that does not read cannot stop this process."""
        self._pipes.send(frame)

    def tell(self, **values: Any) -> None:
        """Send plain values."""
        self.send(codec.encode(values))

    def ask(self, deadline: float, **values: Any) -> Any:
        """Send plain values and return the plain answer; None when the child ends first."""
        self.tell(**values)
        return self.answer(deadline)

    def answer(self, deadline: float) -> Any:
        """Return the next answer, a plain value; None when the child ends first, or answers no frame."""
        frame = self.receive(deadline)
        try:
            return None if frame is None else codec.decode(frame)
        except ValueError:
            return None

    def receive(self, deadline: float) -> bytes | None:
        """Return the body of the next frame; None when the child ends, or is ended, first (see `ended`).

        Args:
            deadline: Of `time.monotonic`.
        """
        while not self.ended:
            left = deadline - time.monotonic()
            if left <= 0:
                self.ended = "wall"
                break
            body = self._pipes.receive(min(left, LOOK))
            if body is not None:
                return body
            self.ended = self._pipes.cut or self._looked_at()
            if self.ended == "eof":
                self._reap(1)
                self._pipes.finish(1)
        return None

    def meter(self) -> None:
        """Begin to count CPU: what was used to start is not the solution's."""
        self._cpu_before = cpu_of([self._process.pid])

    @property
    def cpu(self) -> float:
        """Return the CPU seconds that an ended child used since `meter`, with all it started."""
        return max(0.0, self._used - self._cpu_before)

    def end(self) -> None:
        """Kill the child and all it started, and remove its folder; a second time does nothing."""
        if self._is_over:
            return
        self._is_over = True
        before = cpu_of_children()
        spared = self._spared | (frozenset(_ours) - {self._process.pid})
        self.strays += kill_tree(self._process.pid, spared)
        self._used += cpu_of_children() - before
        self._reap(5)
        _ours.discard(self._process.pid)
        self._pipes.close()
        _remove(self.folder)

    def _reap(self, seconds: float) -> None:
        """Wait for the process to end, and count its CPU."""
        before = cpu_of_children()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self._used += cpu_of_children() - before

    def _looked_at(self) -> End:
        """Look at what the child uses, ten times a second."""
        if not self.setup.layers.watchdog or time.monotonic() - self._looked < LOOK:
            return ""
        self._looked = time.monotonic()
        pids = [self._process.pid, *descendants(self._process.pid)]
        if memory_of(pids) > self.limits.memory:
            return "memory"
        if self.setup.role == "worker" and cpu_of(pids) - self._cpu_before > self.limits.cpu + 1:
            return "cpu"
        return "folder" if _size(self.folder) > self.limits.folder * MEGABYTE else ""


def _size(folder: Path) -> int:
    """Return the bytes that the files below a folder hold."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += (Path(root) / name).lstat().st_size
    return total


def _remove(folder: Path) -> None:
    """Remove a folder whose owner may have taken his own rights away."""

    def allow(function: Any, path: str, _: Any) -> None:
        with contextlib.suppress(OSError):
            Path(path).parent.chmod(0o700)
            Path(path).chmod(0o700)
            function(path)

    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=allow)
    else:
        shutil.rmtree(folder, onerror=allow)


def tail(printed: str, lines: int = 20) -> str:
    """Return the last lines of what a child printed."""
    return "\n".join(printed.splitlines()[-lines:])
