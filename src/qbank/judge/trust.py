"""Whether a bank's own code may run: the shipped bank's may; another's after a yes, for that very code."""

import hashlib
import json
from pathlib import Path

from qbank.files import atomic_write

FILE = "trusted.json"  # in the data folder: {folder of the bank: hash of its code}


def code_hash(problem: Path) -> str:
    """Return the hash of all code of a problem's folder, 64 hex digits."""
    found = hashlib.sha256()
    for file in sorted(problem.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            found.update(file.relative_to(problem).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def is_trusted(home: Path, problem: Path) -> bool:
    """Say whether the person has said yes to this very code."""
    return _read(home).get(str(problem.resolve())) == code_hash(problem)


def trust(home: Path, problem: Path) -> None:
    """Remember the yes, until the code changes."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = {**_read(home), str(problem.resolve()): code_hash(problem)}
    atomic_write(home / FILE, json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def _read(home: Path) -> dict[str, str]:
    try:
        known = json.loads((home / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
