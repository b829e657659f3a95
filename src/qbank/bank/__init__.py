"""The bank: what all folders of questions hold together, read from their compiled copies.

YAML and pydantic are imported only when a file has changed (`refresh.py`).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qbank.bank.compiled import Copy, DamagedError
from qbank.bank.folder import SPECIAL
from qbank.bank.index import BankIndex
from qbank.bank.problem_files import PROBLEM, id_in, is_problem, name_of
from qbank.bank.refresh import Look, OvertakenError, Pending, pending
from qbank.core.question import Subject, Summary, Topic, Track
from qbank.core.text import Text
from qbank.errors import BankError, Finding, Message

if TYPE_CHECKING:  # a list and a search have no use for whole entries
    from qbank.core.entry import Entry
    from qbank.core.problem import Problem

__all__ = ["Bank", "open_bank"]

_ATTEMPTS = 8  # how often another process may write the copy while a folder is looked at
_Value = TypeVar("_Value")


def open_bank(folders: Sequence[Path], cache: Path) -> "Bank":
    """Open the questions in `folders`.

    Args:
        folders: Each holds topics.yaml, `<topic>/<slug>.yaml` and `coding/<slug>/`; of two that describe a
            topic one counts, the first.
        cache: Where compiled copies are kept; where it cannot be written, they are kept in memory.

    Raises:
        BankError: A file has a fault; `findings` has every fault of every file.
    """
    different = {os.path.realpath(folder): folder for folder in reversed(folders)}
    return Bank(tuple(reversed(different.values())), cache)


class Bank:
    """The questions of one or more folders. It reads an entry when it is asked for."""

    def __init__(self, folders: tuple[Path, ...], cache: Path) -> None:
        self._folders = folders
        self._cache = cache
        self._copies: tuple[Copy, ...] = ()
        self._refresh(distrust=False)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in their order; one that no topics.yaml names comes at the end."""
        topics: dict[str, Topic] = {}
        for copy in self._copies:
            for plain in copy.meta.topics:
                topics.setdefault(plain["slug"], _topic(plain))
        slugs = {id_.partition("/")[0] for id_ in self._where if not is_problem(name_of(id_))}
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
        return BankIndex(self._all, len(self._where))

    @cached_property
    def renames(self) -> dict[str, str]:
        """Each id that an entry once had, with its id of today."""
        return {old: today for copy in self._copies for old, today, _ in copy.meta.former}

    def path(self, id: str) -> Path:  # noqa: A002
        """Return the file of an entry.

        Raises:
            KeyError: There is none of this id.
        """
        return self._folders[self._where[id]] / name_of(id)

    @cached_property
    def _where(self) -> dict[str, int]:
        """The number of the folder in which an id is."""
        return {
            id_in(name): number
            for number, copy in enumerate(self._copies)
            for name in copy.files
            if name not in SPECIAL
        }

    def _one(self, id_: str) -> tuple[Summary, dict[str, Any]]:
        return self._read(lambda: self._copies[self._where[id_]].entry(id_))

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
        self._copies = _open(self._folders, self._cache, distrust=distrust)
        for name in ("topics", "tracks", "index", "renames", "_where"):
            self.__dict__.pop(name, None)


def _open(folders: tuple[Path, ...], cache: Path, *, distrust: bool) -> tuple[Copy, ...]:
    """Return an up-to-date copy of each folder."""
    for attempt in range(_ATTEMPTS):
        last = attempt == _ATTEMPTS - 1
        try:
            return _open_once(folders, None if last else cache, distrust=distrust)
        except OvertakenError:
            continue
        except DamagedError:
            distrust = True
    raise AssertionError("a copy in memory is neither overtaken nor damaged")


def _open_once(folders: tuple[Path, ...], cache: Path | None, *, distrust: bool) -> tuple[Copy, ...]:
    looks: list[Pending] = []
    try:
        looks.extend(pending(folder, cache, distrust=distrust) for folder in folders)
        findings = [finding for one in looks for finding in one.look.findings] or list(
            _clashes([one.look for one in looks])
        )
    except BaseException:
        _drop(looks)
        raise
    if findings:
        _drop(looks)
        raise _faults(findings)
    return tuple(one.keep() for one in looks)


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


def _clashes(looks: Sequence[Look]) -> Iterator[Finding]:
    """Report ids that two files claim, now or in former times."""
    owner: dict[str, Path] = {}
    for look in looks:
        for name in look.names:
            if owner.setdefault(name, look.folder) is not look.folder and name not in SPECIAL:
                values = {"id": id_in(name), "other": owner[name] / name}
                taken = Message("the id {id} is taken already by {other}", values)
                yield _fault(look.folder / name, 1, taken)
    claimed: dict[str, Path] = {}
    for look in looks:
        for old, today, line in look.former:
            name, file = name_of(old), look.folder / name_of(today)
            other = owner[name] / name if name in owner else claimed.setdefault(old, file)
            if other != file or name in owner:
                values = {"id": old, "other": other}
                yield _fault(file, line, Message("the former id {id} is taken already by {other}", values))


def _fault(file: Path, line: int, message: Message) -> Finding:
    return Finding(file, line, "DUPLICATE", "error", message)


def _topic(plain: dict[str, Any]) -> Topic:
    slug = plain["slug"]
    subjects = tuple(Subject(f"{slug}/{one['slug']}", one["zh"]) for one in plain.get("subjects", ()))
    aliases = tuple(plain.get("aliases", ()))
    return Topic(slug, Text.of(plain["name"]), Text.of(plain.get("scope", {})), aliases, subjects)
