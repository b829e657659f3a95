"""How much a solution may use, and which layers keep it in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

WALL = 4  # seconds of wall time for each second of CPU
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one judging may use.

    Attributes:
        cpu: Seconds of CPU, of all cases together; four times as much wall time.
        memory: MB, of the solution's processes together.
        output: KB of what the solution prints that are kept.
        flood: MB of print after which it is ended.
        message: MB of one result.
        folder: MB that it may write.
        start: Seconds of wall time for the interpreter to start and import what is needed.
    """

    cpu: float = 5.0
    memory: int = 1024
    output: int = 64
    flood: int = 64
    message: int = 64
    folder: int = 64
    start: float = 60.0

    @property
    def wall(self) -> float:
        """Return the seconds of wall time of one judging."""
        return self.cpu * WALL

    def resources(self, tasks: int | None) -> Mapping[str, int]:
        """Return the limits that the child sets on itself.

        Args:
            tasks: How many processes and threads the person has now; None where that is not known.
        """
        found = {
            "RLIMIT_CORE": 0,
            "RLIMIT_CPU": int(self.cpu) + 2,
            "RLIMIT_FSIZE": 16 * MEGABYTE,
            "RLIMIT_NOFILE": 128,
            "RLIMIT_DATA": self.memory * MEGABYTE,
            "RLIMIT_AS": (self.memory * 2 + 1024) * MEGABYTE,
        }
        return found if tasks is None else {**found, "RLIMIT_NPROC": tasks + 16}


@dataclass(frozen=True, slots=True)
class Layers:
    """Which ways of keeping a solution in are tried; all of them, but for tests and `qbank code doctor`."""

    limits: bool = True
    landlock: bool = True
    audit: bool = True
    watchdog: bool = True


def environment(folder: str) -> dict[str, str]:
    """Return the environment of a child: nothing of the person's."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    system = {"PATH": os.defpath, "LANG": "C.UTF-8", "KERAS_BACKEND": "torch", "PYTHONHASHSEED": "0"}
    return threads | system | {"HOME": folder, "TMPDIR": folder, "TEMP": folder}
