"""The bank: what all folders of questions hold together, read from their compiled copies.

YAML and pydantic are imported only when a file has changed (`refresh.py`).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qbank.bank.clashes import clashes, may_clash
from qbank.bank.compiled import Copy, DamagedError
from qbank.bank.folder import SPECIAL, identity_of
from qbank.bank.index import BankIndex
from qbank.bank.look import Look
from qbank.bank.problem_files import PROBLEM, name_of
from qbank.bank.refresh import OvertakenError, Pending, pending
from qbank.core.question import Subject, Summary, Topic, Track
from qbank.core.text import Text
from qbank.errors import BankError, Finding

if TYPE_CHECKING:  # a list and a search have no use for whole entries
    from qbank.core.entry import Entry
    from qbank.core.problem import Problem

__all__ = ["Bank", "open_bank"]

_ATTEMPTS = 8  # how often another process may write the copy while a folder is looked at
_Value = TypeVar("_Value")


def open_bank(folders: Sequence[Path], cache: Path, *, now: int | None = None) -> "Bank":
    """Open the questions in `folders`.

    Args:
        folders: Each holds topics.yaml, `<topic>/<slug>.yaml` and `coding/<slug>/`; of two that describe a
            topic one counts, the first.
        cache: Where compiled copies are kept; where it cannot be written, they are kept in memory.
        now: The time in microseconds, where a large folder that was compared with its copy a moment ago need
            only be glanced at: then ask `Bank.is_certain`.

    Raises:
        BankError: A file has a fault; `findings` has every fault of every file.
    """
    different = {os.path.realpath(folder): folder for folder in reversed(folders)}
    return Bank(tuple(reversed(different.values())), cache, now)


class Bank:
    """The questions of one or more folders. It reads an entry when it is asked for."""

    def __init__(self, folders: tuple[Path, ...], cache: Path, now: int | None = None) -> None:
        self._folders = folders
        self._cache = cache
        self._now = now
        self.is_certain = True  # that no file was written in place since
        self._copies: tuple[Copy, ...] = ()
        self._refresh(distrust=False)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in their order; one that no topics.yaml names comes at the end."""
        topics: dict[str, Topic] = {}
        for copy in self._copies:
            for plain in copy.meta.topics:
                topics.setdefault(plain["slug"], _topic(plain))
        slugs = {slug for copy in self._copies for slug in copy.topics()}
        for slug in sorted(slugs.union(self._all(Copy.problem_topics))):
            topics.setdefault(slug, Topic(slug, Text(slug, slug), Text()))
        return tuple(topics.values())

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """The kinds of job."""
        tracks: dict[str, Track] = {}
        for copy in self._copies:
            for plain in copy.meta.tracks:
                tracks.setdefault(
                    plain["slug"], Track(plain["slug"], Text.of(plain["name"]), plain["weights"])
                )
        return tuple(tracks.values())

    @property
    def size(self) -> int:
        """How many entries there are."""
        return sum(copy.meta.entries for copy in self._copies)

    def summary(self, id: str) -> Summary:  # noqa: A002
        """Return one entry as a list shows it.

        Raises:
            KeyError: There is none of this id.
        """
        return self._read(lambda: self._copies[self._number(id)].summary(id))

    def summaries(self) -> tuple[Summary, ...]:
        """Return all entries as a list shows them, ordered by topic, difficulty and id."""
        order = {topic.slug: index for index, topic in enumerate(self.topics)}
        every = self._all(Copy.summaries)
        return tuple(sorted(every, key=lambda entry: (order[entry.topic], entry.difficulty, entry.id)))

    def entry(self, id: str) -> "Entry":  # noqa: A002 - what the thing is called everywhere
        """Return one entry, or a problem as one.

        Raises:
            KeyError: There is none of this id.
        """
        summary, plain = self._one(id)
        if summary.is_problem:
            return self.problem(id).entry
        from qbank.core.entry import Entry  # noqa: PLC0415  # late: not for lists and searches

        return Entry.of(plain, state=summary.state, hash_=summary.hash)

    def problem(self, id: str) -> "Problem":  # noqa: A002
        """Return one coding problem.

        Raises:
            KeyError: There is none of this id.
        """
        summary, plain = self._one(id)
        if not summary.is_problem:
            raise KeyError(id)
        from qbank.core.problem import Problem  # noqa: PLC0415  # late: only for problems

        return Problem.of(plain, state=summary.state, hash_=summary.hash)

    def is_problem(self, id: str) -> bool:  # noqa: A002
        """Say whether an id is that of a coding problem; its folder tells.

        Raises:
            KeyError: There is none of this id.
        """
        return self.path(id).name == PROBLEM

    def problem_folder(self, id: str) -> Path:  # noqa: A002
        """Return the folder in which the files of a coding problem are.

        Raises:
            KeyError: There is none of this id.
        """
        if not self.is_problem(id):
            raise KeyError(id)
        return self.path(id).parent

    def entries(self, ids: Iterable[str]) -> "Iterator[Entry]":
        """Return the entries of these ids, one after the other."""
        return map(self.entry, ids)

    def plain(self, id: str) -> dict[str, Any]:  # noqa: A002
        """Return an entry as it was loaded from its file; a problem with the code of starter and solution.

        Raises:
            KeyError: There is none of this id.
        """
        return self._one(id)[1]

    @cached_property
    def index(self) -> BankIndex:
        """What a search reads."""
        return BankIndex(self._all, self.size)

    @cached_property
    def renames(self) -> dict[str, str]:
        """Each id that an entry once had, with its id of today."""
        return {old: today for copy in self._copies for old, today, _ in copy.meta.former}

    def path(self, id: str) -> Path:  # noqa: A002
        """Return the file of an entry.

        Raises:
            KeyError: There is none of this id.
        """
        return self._folders[self._read(lambda: self._number(id))] / name_of(id)

    def is_as_read(self, ids: Iterable[str]) -> bool:
        """Say whether the files of these entries are still those that were compiled."""
        return self._read(lambda: all(map(self._is_as_read, ids)))

    def compare(self) -> bool:
        """Compare every file with what was compiled; say whether anything had to be read anew.

        Raises:
            BankError: A file has a fault.
        """
        self._now = None
        before = [copy.meta for copy in self._copies]
        self._refresh(distrust=False)
        return before != [copy.meta for copy in self._copies]

    def _is_as_read(self, id_: str) -> bool:
        number, name = self._number(id_), name_of(id_)
        try:
            return identity_of(self._folders[number], name) == self._copies[number].identity(name)
        except OSError:
            return False

    def _number(self, id_: str) -> int:
        """Return the number of the folder in which an id is."""
        name = name_of(id_)
        for number, copy in enumerate(self._copies if name not in SPECIAL else ()):
            if copy.has(name):
                return number
        for number, copy in enumerate(self._copies if name not in SPECIAL else ()):
            if name in copy.files:  # which also tells a damaged row from an id that there is not
                return number
        raise KeyError(id_)

    def _one(self, id_: str) -> tuple[Summary, dict[str, Any]]:
        return self._read(lambda: self._copies[self._number(id_)].entry(id_))

    def _all(self, read: Callable[[Copy], Sequence[_Value]]) -> list[_Value]:
        return self._read(lambda: [value for copy in self._copies for value in read(copy)])

    def _read(self, read: Callable[[], _Value]) -> _Value:
        """Read from the copies; one that proves damaged is opened again, then made anew."""
        for distrust in (False, True):
            try:
                return read()
            except DamagedError:
                self._refresh(distrust=distrust)
        return read()

    def _refresh(self, *, distrust: bool) -> None:
        for copy in self._copies:
            copy.close()
        self._copies, self.is_certain = _open(self._folders, self._cache, distrust=distrust, now=self._now)
        for name in ("topics", "tracks", "index", "renames"):
            self.__dict__.pop(name, None)


def _open(
    folders: tuple[Path, ...], cache: Path, *, distrust: bool, now: int | None
) -> tuple[tuple[Copy, ...], bool]:
    """Return an up-to-date copy of each folder, and whether every file was compared."""
    for attempt in range(_ATTEMPTS):
        last = attempt == _ATTEMPTS - 1
        try:
            return _open_once(folders, None if last else cache, distrust=distrust, now=now)
        except OvertakenError:
            continue
        except DamagedError:
            distrust = True
    raise AssertionError("a copy in memory is neither overtaken nor damaged")


def _open_once(
    folders: tuple[Path, ...], cache: Path | None, *, distrust: bool, now: int | None
) -> tuple[tuple[Copy, ...], bool]:
    looks: list[Pending] = []
    try:
        looks.extend(pending(folder, cache, distrust=distrust, now=now) for folder in folders)
        findings = _found([one.look for one in looks])
    except BaseException:
        _drop(looks)
        raise
    if findings:
        _drop(looks)
        raise _faults(findings)
    return tuple(one.keep() for one in looks), not any(one.is_glanced for one in looks)


def _found(looks: Sequence[Look]) -> list[Finding]:
    """Return what is wrong with the files, or else with all of them together."""
    findings = [finding for look in looks for finding in look.findings]
    if findings or (all(look.unchanged for look in looks) and not may_clash(looks)):
        return findings
    return list(clashes(looks))


def _drop(looks: Iterable[Pending]) -> None:
    for one in looks:
        one.drop()


def _faults(findings: list[Finding]) -> BankError:
    findings.sort(key=lambda finding: (str(finding.file), finding.line))
    return BankError(
        "the questions cannot be used; faults: {count}",
        hint="correct the files; qbank lint shows all of it again",
        findings=tuple(findings),
        count=len(findings),
    )


def _topic(plain: dict[str, Any]) -> Topic:
    slug = plain["slug"]
    subjects = tuple(Subject(f"{slug}/{one['slug']}", one["zh"]) for one in plain.get("subjects", ()))
    aliases = tuple(plain.get("aliases", ()))
    return Topic(slug, Text.of(plain["name"]), Text.of(plain.get("scope", {})), aliases, subjects)
