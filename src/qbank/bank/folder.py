"""The files of a bank's folder: which there are, what tells one state of a file from another, their bytes.

The folder `coding/` holds coding problems, a folder each. A problem counts as one file, its problem.yaml,
with the identity and the content of all files that matter (`problem_files.py`). Hidden files and folders, and
files that are not YAML, are left alone.
"""

import os
import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qbank.bank.problem_files import CODING, PROBLEM, is_problem, parts_of
from qbank.errors import Finding, Message

MAX_BYTES = 1_000_000  # an entry is about 10 KB; a file beyond this is a mistake and is not read at all
TOPICS, GLOSSARY, REFS_LOCK = "topics.yaml", "glossary.yaml", "refs.lock.yaml"
SPECIAL = (TOPICS, GLOSSARY, REFS_LOCK)
NOT_A_FILE = Message("a file is expected here, and this is not one")


class UnreadableError(Exception):
    """A file cannot be had at all; the message says why, `path` which, where it is one of a problem's."""

    def __init__(self, message: Message, path: Path | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.path = path


class Identity(NamedTuple):
    """What tells two states of a file apart without reading it; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Identity":
        """Take the identity from what `stat` says."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    @classmethod
    def of_all(cls, parts: Sequence[tuple[str, os.stat_result]]) -> "Identity":
        """Take one identity for several files: the latest times, and a sum over all that is known of each."""
        every = [(name, cls.of(status)) for name, status in parts]
        sizes, times, changes, _ = zip(*(identity for _, identity in every), strict=True)
        return cls(sum(sizes), max(times), max(changes), zlib.crc32(repr(every).encode()))


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a bank by their path inside it (`topic/slug.yaml`), and what is wrong with the rest.

    Attributes:
        parts: The files of which problems consist; in `files` a problem is one.
        folders: The bank's own folder (""), its topics and problems and what folders they have, as they were
            before each was looked into.
    """

    files: dict[str, Identity] = field(default_factory=dict)
    parts: dict[str, Identity] = field(default_factory=dict)
    folders: dict[str, Identity] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def single(self) -> dict[str, Identity]:
        """Return every file by itself, those of problems too."""
        return self.files | self.parts

    def fault(self, path: str, message: Message) -> None:
        """Note that something is wrong with the file or folder `path` as a whole."""
        self.findings.append(Finding(Path(path), 1, "FILE", "error", message))


def scan(folder: Path) -> Listing:
    """Look at every file of the bank in `folder`, and read none."""
    listing = Listing()
    if not folder.is_dir():
        listing.fault(str(folder), Message("there is no such folder"))
        return listing
    for item in _items(folder, "", listing):
        if _is_folder(item):
            if item.name.endswith(".yaml"):
                listing.fault(item.path, NOT_A_FILE)
            elif item.name == CODING:
                _scan_problems(item, listing)
            else:
                _scan_topic(item, listing)
        elif item.name in SPECIAL:
            _add(item, item.name, listing)
        elif item.name.endswith((".yaml", ".yml")):
            listing.fault(item.path, Message("an entry stands in the folder of its topic, not here"))
    return listing


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a file, taken after its identity.

    Attributes:
        code: Of a problem the other files that matter, by name.
    """

    identity: Identity
    data: bytes
    code: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def whole(self) -> bytes:
        """Return one text that is another whenever any of the files is."""
        if not self.code:
            return self.data
        sizes = repr([len(self.data), *((name, len(data)) for name, data in self.code.items())])
        return b"".join([sizes.encode(), self.data, *self.code.values()])


def read_content(folder: Path, name: str) -> Content:
    """Read the file `name` of a bank, of a problem everything that matters.

    Raises:
        UnreadableError: A file cannot be had, see `read_bytes`.
    """
    if not is_problem(name):
        return Content(*read_bytes(folder / name))
    inside = (folder / name).parent
    try:
        parts = parts_of(str(inside)).files
    except OSError as error:
        raise UnreadableError(why(error)) from error
    texts = {part: read_bytes(inside / part)[1] for part, _ in parts}
    if PROBLEM not in texts:
        raise UnreadableError(why(FileNotFoundError()))
    return Content(Identity.of_all(parts), texts.pop(PROBLEM), texts)


def identity_of(folder: Path, name: str) -> Identity:
    """Return the identity of the file `name` of a bank, as `scan` does.

    Raises:
        OSError: It cannot be looked at.
    """
    if not is_problem(name):
        return Identity.of((folder / name).stat())
    parts = parts_of(str((folder / name).parent)).files
    if PROBLEM not in dict(parts):
        raise FileNotFoundError
    return Identity.of_all(parts)


def read_bytes(path: Path) -> tuple[Identity, bytes]:
    """Return a file's identity, taken before reading, and its content.

    Raises:
        UnreadableError: It is gone, no plain file, larger than `MAX_BYTES`, or may not be read.
    """
    try:
        # without blocking: to open a pipe would wait for a writer
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(NOT_A_FILE, path)
            data = stream.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
    except OSError as error:
        raise UnreadableError(why(error), path) from error
    if max(len(data), status.st_size) > MAX_BYTES:
        raise UnreadableError(Message("the file is larger than {limit} bytes", {"limit": MAX_BYTES}), path)
    return Identity.of(status), data


def unreadable(file: Path, error: UnreadableError) -> Finding:
    """Return the finding that a file cannot be had at all."""
    return Finding(error.path or file, 1, "FILE", "error", error.message)


def why(error: OSError) -> Message:
    """Say in a sentence why the system did not give a file."""
    if isinstance(error, FileNotFoundError):
        return Message("the file is gone; it vanished while it was being read, or a link points to nothing")
    if isinstance(error, IsADirectoryError):
        return NOT_A_FILE
    return Message("this cannot be read: {reason}", {"reason": error.strerror or str(error)})


def _items(folder: Path | str, path: str, listing: Listing) -> Iterator[os.DirEntry[str]]:
    """Return what stands in `folder`, which is `path` inside the bank, and is not hidden, in no order."""
    try:
        listing.folders[path] = Identity.of(os.stat(folder))  # noqa: PTH116  # it may be a string
        with os.scandir(folder) as items:
            return iter([item for item in items if not item.name.startswith(".")])
    except OSError as error:
        listing.fault(str(folder), why(error))
        return iter(())


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:  # a loop of links, which the look at its identity reports
        return False


def _scan_problems(coding: os.DirEntry[str], listing: Listing) -> None:
    for item in _items(coding.path, CODING, listing):
        if _is_folder(item):
            _add_problem(item, listing)
        elif item.name.endswith((".yaml", ".yml")):
            listing.fault(item.path, Message("a coding problem is a folder with problem.yaml in it"))


def _add_problem(folder: os.DirEntry[str], listing: Listing) -> None:
    """Add a problem; a folder that has no problem.yaml yet is none."""
    path = f"{CODING}/{folder.name}"
    try:
        parts, folders = parts_of(folder.path)
    except OSError as error:
        listing.fault(folder.path, why(error))
        return
    listing.parts.update({f"{path}/{name}": Identity.of(status) for name, status in parts})
    listing.folders.update({f"{path}/{name}".rstrip("/"): Identity.of(status) for name, status in folders})
    odd = [name for name, status in parts if not stat.S_ISREG(status.st_mode)]
    for name in odd:
        listing.fault(f"{folder.path}/{name}", NOT_A_FILE)
    if PROBLEM in dict(parts) and not odd:
        listing.files[f"{path}/{PROBLEM}"] = Identity.of_all(parts)


def _scan_topic(topic: os.DirEntry[str], listing: Listing) -> None:
    for item in _items(topic.path, topic.name, listing):
        if item.name.endswith(".yaml"):
            _add(item, f"{topic.name}/{item.name}", listing)
        elif item.name.endswith(".yml"):
            listing.fault(item.path, Message("the name of an entry's file ends with .yaml"))
        elif _is_folder(item):
            _look_deeper(item, f"{topic.name}/{item.name}", listing)


def _look_deeper(folder: os.DirEntry[str], path: str, listing: Listing) -> None:
    """Report entries that stand too deep to be found; a folder of pictures, say, is left alone."""
    for item in _items(folder.path, path, listing):
        if item.name.endswith((".yaml", ".yml")):
            listing.fault(item.path, Message("an entry stands in the folder of its topic, not here"))


def _add(item: os.DirEntry[str], name: str, listing: Listing) -> None:
    try:
        status = item.stat()
    except OSError as error:
        listing.fault(item.path, why(error))
        return
    if stat.S_ISREG(status.st_mode):
        listing.files[name] = Identity.of(status)
    else:
        listing.fault(item.path, NOT_A_FILE)
