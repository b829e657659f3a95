"""Whether a folder is as it was when it was compiled: nearly always it is, and this is the quick way to know.

Each directory leaves a trace in the copy: its own identity, how many files it has, and one sum over their
identities. To compare the sums costs a stat a file; nothing that is known of single files is read. Where that
is still too much, a glance at the directories alone tells of files that came, went or were replaced, and not
of those that were written in place.
"""

import contextlib
import os
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from qbank.bank.folder import Identity
from qbank.bank.problem_files import CODING, ENDINGS, HIDDEN, PROBLEM, TRIALS

CLEARLY_OLDER = (
    2_000_000_000  # nanoseconds: the coarsest file time in use (FAT) counts in steps of two seconds
)
MANY = 4_000  # files beyond which a bank may be opened at a glance; so many are compared in 12 ms
LATELY = 10_000_000  # microseconds after a full comparison in which a glance is enough


class _Place(NamedTuple):
    """What counts in a directory of some kind, as `folder.scan` has it.

    Attributes:
        endings: Of the files that count.
        file: One more that counts.
        hidden: Beginnings of what does not.
        folders: Whether its folders count.
        ignored: Those that do not.
    """

    endings: tuple[bytes, ...]
    file: bytes = b""
    hidden: tuple[bytes, ...] = (b".",)
    folders: bool = True
    ignored: tuple[bytes, ...] = ()


def _in_bytes(names: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(name.encode() for name in names)


_TOPIC = _Place((b".yaml", b".yml"))  # and the bank's own folder, and the one of the problems
_PROBLEM = _Place(_in_bytes(ENDINGS), PROBLEM.encode(), _in_bytes(HIDDEN), ignored=_in_bytes(TRIALS))
_FRAMEWORK = _PROBLEM._replace(file=b"", folders=False)


class Trace(NamedTuple):
    """A directory of a bank as it was when it was compiled.

    Attributes:
        path: Inside the bank; "" is the bank's own folder.
        files: How many files it has that qbank reads; those of a problem are single ones here.
        sum: Over the names and identities of these, and over the names of its folders.
        newest: The latest time of any of the files, in nanoseconds.
        identity: Its own.
    """

    path: str
    files: int
    sum: int
    newest: int
    identity: Identity


def is_older(identity: Identity, as_of: int) -> bool:
    """Say whether something is clearly older than a time: nothing can have changed it since unseen."""
    return max(identity.mtime, identity.ctime) < as_of - CLEARLY_OLDER


def traces(files: Mapping[str, Identity], folders: Mapping[str, Identity]) -> list[Trace]:
    """Return the trace of every directory; see `folder.Listing`, its `single` and `folders`."""
    sums, counts, newest = dict.fromkeys(folders, 0), dict.fromkeys(folders, 0), dict.fromkeys(folders, 0)
    for path, identity in files.items():
        folder, _, name = path.rpartition("/")
        counts[folder] += 1
        sums[folder] += _sum(os.fsencode(name), *identity)
        newest[folder] = max(newest[folder], identity.mtime, identity.ctime)
    for path in folders:
        folder, _, name = path.rpartition("/")
        if path:
            sums[folder] += _sum(os.fsencode(name))
    return [Trace(path, counts[path], sums[path], newest[path], own) for path, own in folders.items()]


def is_same(folder: Path, known: Sequence[Trace], as_of: int) -> bool:
    """Say whether every file is the one that was compiled.

    Args:
        folder: The bank.
        known: What its directories were like.
        as_of: When, by the clock of the file system; what is not clearly older may have changed since.
    """
    if not known or any(trace.newest >= as_of - CLEARLY_OLDER for trace in known):
        return False
    try:
        is_same = all(_has_same_files(folder, trace) for trace in known)
        # of a large bank the directories too: a glance has nothing else to go by
        return is_same and (is_small(known) or _are_same_directories(folder, known, as_of))
    except OSError:
        return False


def is_same_at_a_glance(folder: Path, known: Sequence[Trace], as_of: int) -> bool:
    """Say whether no file came, went or was replaced, as the directories tell, and topics.yaml is the same.

    Args:
        folder: The bank, its directories those of the copy when it was last compared in full.
        known: What its directories were like.
        as_of: When.
    """
    own = [trace for trace in known if not trace.path]
    try:
        return is_same(folder, own, as_of) and _are_same_directories(folder, known, as_of)
    except OSError:
        return False


def was_compared_lately(copy: Path, now: int) -> bool:
    """Say whether a full comparison found the folder of a copy unchanged in the last seconds.

    Args:
        copy: The file of the copy; when that was is the time of a file beside it.
        now: Microseconds since 1970.
    """
    try:
        return 0 <= now - _stamp(copy).stat().st_mtime_ns // 1000 < LATELY
    except OSError:
        return False


def note_comparison(copy: Path, now: int) -> None:
    """Note when a full comparison began that found nothing changed, where anything can be noted."""
    with contextlib.suppress(OSError):
        _stamp(copy).touch()
        os.utime(_stamp(copy), ns=(now * 1000, now * 1000))


def is_small(known: Sequence[Trace]) -> bool:
    """Say whether a bank is one that is always compared in full."""
    return sum(trace.files for trace in known) <= MANY


def _stamp(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}-compared")


def _are_same_directories(folder: Path, known: Sequence[Trace], as_of: int) -> bool:
    return all(is_older(trace.identity, as_of) and _is_same_directory(folder, trace) for trace in known)


def _is_same_directory(folder: Path, trace: Trace) -> bool:
    return Identity.of(os.stat(f"{folder}/{trace.path}")) == trace.identity  # noqa: PTH116  # likewise


def _has_same_files(folder: Path, trace: Trace) -> bool:
    """Say whether a directory has the files that it had; one below a topic is only looked at as such."""
    place = _place(trace.path)
    if place is None:
        return _is_same_directory(folder, trace)
    count = sum_ = 0
    with os.scandir(os.fsencode(f"{folder}/{trace.path}")) as items:  # a Path takes a sixth of it all
        for item in items:
            name = item.name
            if name.startswith(place.hidden):
                continue
            if name.endswith(place.endings) or name == place.file:
                count += 1
                found = item.stat()  # as in Identity, which would cost a quarter of all this
                sum_ += _sum(name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            elif place.folders and name not in place.ignored and item.is_dir():
                sum_ += _sum(name)
    return count == trace.files and sum_ == trace.sum


def _place(path: str) -> _Place | None:
    """Return what counts in the directory `path`; None for one below a topic, in which nothing may be."""
    topic, _, inside = path.partition("/")
    if not inside:
        return _TOPIC
    if topic != CODING:
        return None
    return _FRAMEWORK if "/" in inside else _PROBLEM


def _sum(name: bytes, size: int = 0, mtime: int = 0, ctime: int = 0, inode: int = 0) -> int:
    return zlib.crc32(b"%b/%d %d %d %d" % (name, size, mtime, ctime, inode))
