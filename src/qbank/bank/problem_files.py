"""The files of a coding problem's folder on which what the bank keeps of it depends.

These are problem.yaml, the code that decides what is right, and data that it loads (`data/*.npz`), the
framework folders included. What lies in `variants/` and `wrong/` only tries the judge: it may come and go
without a trace here.
"""

import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

CODING = "coding"
PROBLEM = "problem.yaml"
TRIALS = ("variants", "wrong")
ENDINGS = (".py", ".npz")  # of what counts beside problem.yaml: code, and data that the cases load
HIDDEN = (".", "__")  # beginnings of what does not
STARTER, SOLUTION = "starter.py", "solution.py"


def name_of(id_: str) -> str:
    """Return the file of an entry or a problem by its id, as a path inside the bank."""
    return f"{id_}/{PROBLEM}" if id_.startswith(f"{CODING}/") else f"{id_}.yaml"


def id_in(name: str) -> str:
    """Return the id that belongs to a file by its path inside the bank; the reverse of `name_of`."""
    return name.removesuffix(f"/{PROBLEM}") if is_problem(name) else name.removesuffix(".yaml")


def is_problem(name: str) -> bool:
    """Say whether a path inside the bank is that of a problem."""
    return name.startswith(f"{CODING}/") and name.endswith(f"/{PROBLEM}")


class Parts(NamedTuple):
    """What counts in the folder of a problem, by name inside it, in the order of the names.

    Attributes:
        files: Those that count.
        folders: "", which is the problem's own, and those of frameworks and data, as they were before each
            was looked into.
    """

    files: list[tuple[str, os.stat_result]]
    folders: list[tuple[str, os.stat_result]]


def parts_of(folder: str) -> Parts:
    """Return the files that count in the folder of a problem, and the folders in which they are.

    Raises:
        OSError: A folder or a file cannot be looked at.
    """
    parts = Parts([], [("", os.stat(folder))])  # noqa: PTH116  # a string is what scandir gives
    for item in _items(folder):
        if item.is_dir():
            if item.name not in TRIALS:
                parts.folders.append((item.name, os.stat(item.path)))  # noqa: PTH116  # likewise
                parts.files.extend(_code(item.path, f"{item.name}/"))
        elif item.name == PROBLEM or item.name.endswith(ENDINGS):
            parts.files.append((item.name, item.stat()))
    return parts


def _code(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    for item in _items(folder):
        status = item.stat()
        if item.name.endswith(ENDINGS) and stat.S_ISREG(status.st_mode):
            yield prefix + item.name, status


def _items(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder, in order, but hidden things and what Python leaves behind."""
    with os.scandir(folder) as items:
        return sorted(
            (item for item in items if not item.name.startswith(HIDDEN)), key=lambda item: item.name
        )
