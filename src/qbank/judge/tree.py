"""Process trees: who descends from whom, what they use, and how a whole tree is ended."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable, Mapping

PROC = "/proc"
PR_SET_CHILD_SUBREAPER = 36
ROUNDS, PAUSE = 2000, 0.0005  # of killing what is left, and the seconds between two
MEGABYTE = 1 << 20


def adopt_orphans() -> bool:
    """Make this process the parent of the orphans below it (Linux): none escapes by forking twice."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415  # late: Linux only

    return bool(ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0)


def descendants(root: int) -> list[int]:
    """Return the processes below one, itself left out; none where there is no /proc."""
    return _under(_children(), [root])


def tasks_of_user() -> int | None:
    """Return how many processes and threads the person has; None for root, who has no limit of them.

    None, too, where there is no /proc.
    """
    if not hasattr(os, "getuid") or os.getuid() == 0 or not _processes():
        return None
    me, count = os.getuid(), 0
    for name in _processes():
        with contextlib.suppress(OSError):
            if os.stat(f"{PROC}/{name}").st_uid == me:  # noqa: PTH116  # a thousand of them
                count += len(os.listdir(f"{PROC}/{name}/task"))  # noqa: PTH208
    return count


def memory_of(pids: Iterable[int]) -> float:
    """Return the resident memory of processes in MB; 0 where that cannot be known."""
    pages = 0
    for pid in pids:
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages += int(_text(f"{pid}/statm").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def cpu_of(pids: Iterable[int]) -> float:
    """Return the CPU seconds that processes have used; 0 where that cannot be known."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = _fields(pid)
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def cpu_of_children() -> float:
    """Return the CPU seconds of all children that have ended and were waited for, theirs included."""
    try:
        import resource  # noqa: PLC0415  # late: POSIX only
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kill_tree(pid: int, spared: frozenset[int]) -> int:
    """Kill a child, its group, and what it left to this process; wait until nothing is left.

    Args:
        pid: The child, leader of its own session.
        spared: Processes below this one that are not the child's.

    Returns:
        How many processes there were beside the child.
    """
    strays: set[int] = set()
    for _ in range(ROUNDS):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        _reap([pid])
        if _alive(pid):  # what it starts before it is dead, it starts before the others are looked for
            time.sleep(PAUSE)
            continue
        left = _left_by(pid, spared)
        if not left:
            break
        strays.update(left)
        _kill(left)
        _reap(left)
        time.sleep(PAUSE)
    return len(strays)


def _kill(pids: Iterable[int]) -> None:
    """Stop all of them, then kill them: a bomb makes no more while it is killed."""
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, number)


def _children() -> Mapping[int, list[int]]:
    """Return the children of every process."""
    found: dict[int, list[int]] = {}
    for name in _processes():
        with contextlib.suppress(OSError, ValueError, IndexError):
            found.setdefault(int(_fields(name)[1]), []).append(int(name))
    return found


def _under(children: Mapping[int, list[int]], roots: Iterable[int]) -> list[int]:
    """Return what descends from the roots, themselves left out."""
    found, open_ = [], list(roots)
    while open_:
        below = children.get(open_.pop(), [])
        found += below
        open_ += below
    return found


def _processes() -> list[str]:
    try:
        return [entry for entry in os.listdir(PROC) if entry.isdigit()]  # noqa: PTH208  # a thousand of them
    except OSError:
        return []


def _left_by(pid: int, spared: frozenset[int]) -> list[int]:
    """Return every process below this one that is neither spared nor below a spared one."""
    children = _children()
    kept = {pid, *spared, *_under(children, spared)}
    return [other for other in _under(children, [os.getpid()]) if other not in kept]


def _reap(pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ChildProcessError, OSError):
            os.waitpid(pid, os.WNOHANG)


def _alive(pid: int) -> bool:
    """Say whether a process is there and no zombie."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    try:
        return _fields(pid)[0] not in "ZX"
    except (OSError, IndexError):
        return False


def _text(name: str) -> str:
    """Return a file of /proc; not by pathlib, as there are a thousand of them."""
    with open(f"{PROC}/{name}", encoding="ascii", errors="replace") as file:  # noqa: PTH123
        return file.read()


def _fields(pid: int | str) -> list[str]:
    """Return the fields of a process's stat behind its name: state, parent, ... (see proc(5))."""
    return _text(f"{pid}/stat").rpartition(")")[2].split()
