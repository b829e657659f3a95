"""Ids that two files claim, now or in former times, across all folders of a bank."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Protocol

from qbank.bank.folder import SPECIAL
from qbank.bank.problem_files import id_in, name_of
from qbank.errors import Finding, Message

Former = tuple[str, str, int]  # an old id, the id of today, the line that says so


class Claims(Protocol):
    """A folder and the ids that its files claim."""

    @property
    def folder(self) -> Path:
        """The folder."""
        ...

    @property
    def former(self) -> Sequence[Former]:
        """The old ids."""
        ...

    @property
    def size(self) -> int:
        """How many files there are."""
        ...

    def names(self) -> Sequence[str]:
        """Return the files that there are, by their path inside the folder."""
        ...

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        ...


def may_clash(claims: Sequence[Claims]) -> bool:
    """Say whether two folders claim the same id; each is known to be in order by itself.

    Of two folders only the names of the smaller are read: the other may have a hundred thousand.
    """
    for pair in combinations(claims, 2):
        small, large = sorted(pair, key=lambda one: one.size)
        names = [name for name in small.names() if name not in SPECIAL]
        olds = {name_of(old) for old, _, _ in small.former}, {name_of(old) for old, _, _ in large.former}
        if any(map(large.has, (*names, *olds[0]))) or not olds[1].isdisjoint((*names, *olds[0])):
            return True
    return False


def clashes(claims: Sequence[Claims]) -> Iterator[Finding]:
    """Report ids that two files claim, now or in former times."""
    owner: dict[str, Path] = {}
    for look in claims:
        for name in look.names():
            if owner.setdefault(name, look.folder) is not look.folder and name not in SPECIAL:
                values = {"id": id_in(name), "other": owner[name] / name}
                taken = Message("the id {id} is taken already by {other}", values)
                yield _fault(look.folder / name, 1, taken)
    claimed: dict[str, Path] = {}
    for look in claims:
        for old, today, line in look.former:
            name, file = name_of(old), look.folder / name_of(today)
            other = owner[name] / name if name in owner else claimed.setdefault(old, file)
            if other != file or name in owner:
                values = {"id": old, "other": other}
                yield _fault(file, line, Message("the former id {id} is taken already by {other}", values))


def _fault(file: Path, line: int, message: Message) -> Finding:
    return Finding(file, line, "DUPLICATE", "error", message)
