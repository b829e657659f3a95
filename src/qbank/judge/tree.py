"""Process trees: who descends from whom, what they use, and how a whole tree is ended."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable

PROC = "/proc"
PR_SET_CHILD_SUBREAPER = 36
ROUNDS, PAUSE = 10_000, 0.0001  # of killing what is left, and the seconds between two
MEGABYTE = 1 << 20


def adopt_orphans() -> bool:
    """Make this process the parent of the orphans below it (Linux): none escapes by forking twice."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415  # late: Linux only

    return bool(ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0)


def descendants(root: int) -> list[int]:
    """Return the processes below one, itself left out; none where there is no /proc."""
    return _under(root)


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
        left = _left_by(pid, spared) or _left_by(pid, spared)  # a list may lack one while another ends
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


def _under(root: int, spared: frozenset[int] = frozenset()) -> list[int]:
    """Return what descends from a process, itself left out, and the spared ones with all below them."""
    children = _children()
    found: list[int] = []
    open_ = [root]
    while open_:
        below = [pid for pid in children(open_.pop()) if pid not in spared]
        found += below
        open_ += below
    return found


def _children() -> Callable[[int], list[int]]:
    """Return what gives the children of a process: Linux's lists of them, or else a look at every process."""
    if os.path.exists(f"{PROC}/self/task/{os.getpid()}/children"):  # noqa: PTH110  # many times a judging
        return _listed
    found: dict[int, list[int]] = {}
    for name in _processes():
        with contextlib.suppress(OSError, ValueError, IndexError):
            found.setdefault(int(_fields(name)[1]), []).append(int(name))
    return lambda pid: found.get(pid, [])


def _listed(pid: int) -> list[int]:
    """Return the children in the lists of a process's threads (see proc(5)).

    While some of them end a list may leave others out, but it is empty only when there are none.
    """
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"{PROC}/{pid}/task"):  # noqa: PTH208  # many times a judging
            with contextlib.suppress(OSError):
                found += map(int, _text(f"{pid}/task/{thread}/children").split())
    return found


def _processes() -> list[str]:
    try:
        return [entry for entry in os.listdir(PROC) if entry.isdigit()]  # noqa: PTH208  # a thousand of them
    except OSError:
        return []


def _left_by(pid: int, spared: frozenset[int]) -> list[int]:
    """Return every process below this one that is neither spared nor below a spared one."""
    return [other for other in _under(os.getpid(), spared) if other != pid]


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
