"""Replace a file in one step, and keep two processes from doing the same thing at once."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qbank.copies import name_of_copy

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl


def copy_of_bank(cache: Path, folder: Path) -> Path:
    """Return where in `cache` the compiled copy of a folder of questions belongs."""
    return cache / name_of_copy(os.fspath(folder))


def atomic_write(path: Path, data: str | bytes) -> None:
    """Write `data` to `path` so that a reader, or a power cut, sees the old file or the new one whole.

    A link stays, and the file that it names is replaced; a pipe or a device (`/dev/stdout`) is written to.

    Raises:
        OSError: The folder cannot be written; `path` is as it was.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if path.exists() and not (path.is_file() or path.is_dir()):
        path.write_bytes(raw)
        return
    import tempfile  # noqa: PLC0415  # late: most commands write no file

    path = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode_of(path))
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


@contextlib.contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold an advisory lock on `path` (created empty when missing); wait while another process holds it.

    Raises:
        OSError: The lock file cannot be made, as in a read-only folder.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)  # closing releases the lock


def _mode_of(path: Path) -> int:
    """Return the permissions that `path` has, or those that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":  # pragma: no cover
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
