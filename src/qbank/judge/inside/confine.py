"""What a child of the judge may not do: resource limits, Landlock, an audit hook. Runs inside the child.

None of it decides a verdict: that is the business of the parent and of what is returned. The layers keep
honest mistakes and bad luck away from the person's files, and say in a sentence what was not allowed.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

READ_FILE, WRITE_FILE, EXECUTE, READ_DIRECTORY = 1 << 2, 1 << 1, 1 << 0, 1 << 3
TRUNCATE = 1 << 14
RIGHTS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
READABLE = (
    "/usr", "/lib", "/lib64", "/bin", "/opt", "/etc/ld.so.cache", "/etc/localtime", "/proc/self",
    "/proc/cpuinfo", "/proc/meminfo", "/proc/sys/vm", "/sys/devices/system", "/dev/urandom", "/dev/null",
)  # fmt: skip
DENIED = (
    "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
    "os.startfile", "socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "os.kill",
    "os.killpg", "winreg.OpenKey",
)  # fmt: skip
CHANGING = (
    "os.remove",
    "os.rmdir",
    "os.rename",
    "os.mkdir",
    "os.chmod",
    "os.chown",
    "os.truncate",
    "os.link",
    "os.symlink",
)
LISTING = ("os.listdir", "os.scandir")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(limits: Mapping[str, int]) -> bool:
    """Set the resource limits, by their names in `resource`; say whether there are any here."""
    try:
        import resource  # late: POSIX only
    except ImportError:
        return False
    for name, wanted in limits.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        hard = resource.getrlimit(number)[1]
        is_free = hard == resource.RLIM_INFINITY
        value = wanted if is_free else min(wanted, hard)
        last = value + 1 if name == "RLIMIT_CPU" and is_free else value  # SIGXCPU, then SIGKILL
        try:
            resource.setrlimit(number, (value, last))
        except (ValueError, OSError):
            continue
    return True


def die_with_parent(parent: int) -> None:
    """Ask Linux to kill this process when its parent ends; do it now where the parent has ended already."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # late: Linux only

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def landlock(folder: str, readable: Sequence[str]) -> bool:
    """Leave this process the reading of `readable` and of the system, and the writing of `folder`.

    See landlock(7). Network over TCP and signals to other processes go too where the kernel knows how.

    Returns:
        Whether the kernel holds it.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # late: Linux only

    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1 or libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    rights = RIGHTS_BY_ABI[min(version, 5)]
    handled = (ctypes.c_uint64 * 3)(rights, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 8 if version < 4 else (16 if version < 6 else 24)
    ruleset = libc.syscall(CREATE_RULESET, ctypes.byref(handled), size, 0)
    if ruleset < 0:
        return False

    class Beneath(ctypes.Structure):
        _pack_ = 1
        _layout_ = "ms"
        _fields_ = (("access", ctypes.c_uint64), ("fd", ctypes.c_int32))

    def allow(path: str, access: int) -> None:
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return
        if not os.path.isdir(path):  # no pathlib on the way to a candidate's code
            access &= EXECUTE | WRITE_FILE | READ_FILE | (TRUNCATE if version >= 3 else 0)
        rule = Beneath(access & rights, fd)
        libc.syscall(ADD_RULE, ruleset, 1, ctypes.byref(rule), 0)
        os.close(fd)

    for path in {*READABLE, sys.prefix, sys.base_prefix, *readable}:
        allow(path, READ_FILE | READ_DIRECTORY | EXECUTE)
    allow("/dev/null", READ_FILE | WRITE_FILE)
    allow(folder, rights)
    held = libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bool(held)


def audit(folder: str, readable: Sequence[str], secret: Sequence[str]) -> None:
    """Refuse, with a sentence, what a solution has no business with: other files, processes, the network.

    Args:
        folder: What it may write.
        readable: What it may read beside the system's and the interpreter's own.
        secret: What it may not read, though it lies within something readable.
    """
    real, decode = os.path.realpath, os.fsdecode
    own = real(folder) + os.sep
    system = ("/usr", "/lib", "/lib64", "/etc", "/proc", "/sys", "/dev", "/opt", sys.prefix, sys.base_prefix)
    open_to = tuple(real(path) + os.sep for path in (*system, *readable))
    closed = tuple(real(path) + os.sep for path in secret)
    busy = [False]  # realpath itself is audited

    def may(path: Any, *, write: bool) -> bool:
        place = real(decode(path)) + os.sep
        if place.startswith(own):
            return True
        return not write and place.startswith(open_to) and not place.startswith(closed)

    def guarded(path: Any, *, write: bool) -> bool:
        if isinstance(path, int) or path is None or decode(path) == os.devnull:
            return True
        busy[0] = True
        try:
            return may(path, write=write)
        finally:
            busy[0] = False

    sys.addaudithook(_hook(busy, guarded))


def _hook(busy: list[bool], allowed: Callable[..., bool]) -> Callable[[str, tuple[Any, ...]], None]:
    def hook(event: str, args: tuple[Any, ...]) -> None:
        if busy[0]:
            return
        if event in DENIED:
            raise PermissionError(f"qbank judge: {event} is not allowed in a solution")
        if event == "open":
            mode, flags = args[1], args[2]
            write = (
                any(part in mode for part in "wax+")
                if isinstance(mode, str)
                else bool((flags or 0) & WRITING)
            )
            if not allowed(args[0], write=write):
                what = "write" if write else "read"
                raise PermissionError(
                    f"qbank judge: a solution may not {what} {args[0]!r}, outside its own folder"
                )
        elif (event in CHANGING and not allowed(args[0], write=True)) or (
            event in LISTING and not allowed(args[0], write=False)
        ):
            raise PermissionError(f"qbank judge: {event} on {args[0]!r} is not allowed in a solution")

    return hook
