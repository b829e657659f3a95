"""Begin, rewrite and approve the file of an entry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.bank.faults import ID
from qbank.bank.folder import SPECIAL, TOPICS, UnreadableError, read_bytes
from qbank.bank.problem_files import CODING, PROBLEM
from qbank.bank.reader import Document, parse
from qbank.bank.writer import PLACEHOLDER, canonical, comment_line
from qbank.errors import BankError, Finding, Message, WrongUsageError

_REVIEW = re.compile(r"^review:.*\n(?:[ \t]+\S.*\n|[ \t]*\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A file and its canonical text, or why there is none."""

    file: Path
    text: str
    is_changed: bool
    findings: tuple[Finding, ...] = ()


def new_draft(id_: str) -> str:
    """Return the file of a new draft; every placeholder is one that lint names.

    Raises:
        WrongUsageError: `id_` is no id, or that of a coding problem.
    """
    if not re.fullmatch(ID.strip("^$"), id_):
        raise WrongUsageError("{id} is no id such as overfitting/early-stopping", id=id_)
    if id_.startswith(f"{CODING}/"):
        raise WrongUsageError(
            "{id} is a coding problem: a folder of several files",
            hint="docs/coding-problems.md describes it; questions/coding/gqa is an example",
            id=id_,
        )
    both = {"zh": PLACEHOLDER, "en": PLACEHOLDER}
    asked = {"zh": f"{PLACEHOLDER}？", "en": f"{PLACEHOLDER}?"}
    point = {"id": "first-point", "weight": 2, "must": True, **both, "match": [[PLACEHOLDER]]}
    draft: dict[str, Any] = {
        "schema": 1,
        "id": id_,
        "kind": "concept",
        "topic": id_.partition("/")[0],
        "tags": [PLACEHOLDER],
        "difficulty": 3,
        "question": asked,
        "short": both,
        "answer": dict.fromkeys(both, f"{PLACEHOLDER}\n"),
        "key_points": [point],
        "mistakes": [{**both, "point": "first-point", "why": both}],
        "follow_ups": [{"q": asked, "a": both}],
    }
    return canonical(draft)


def approved(text: str, date: str, hash_: str) -> str:
    """Return the text of an entry's file with a review block for `date` (YYYY-MM-DD); the rest stays."""
    without = _REVIEW.sub("", text if text.endswith("\n") else f"{text}\n")
    return without + canonical({"review": {"state": "checked", "checked": date, "hash": hash_}})


def entry_paths(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of entries and problems among and below `paths`; topics and glossary are none.

    Raises:
        BankError: A path is not there.
    """
    for path in paths:
        if not path.exists():
            raise BankError("{path} is not there", path=path)
        found = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        for file in found:
            if not (file.name in SPECIAL or _is_other(file, path) or _is_hidden(file, path)):
                yield file


def rewritten(file: Path) -> Rewriting:
    """Return the canonical text of an entry's file; one that is broken, or has comments, has findings."""
    try:
        data = read_bytes(file)[1]
    except UnreadableError as error:
        return _refused(file, 1, error.message)
    document = parse(data)
    if document.faults or document.plain is None:
        findings = tuple(
            Finding(file, fault.line, "YAML", "error", fault.message) for fault in document.faults
        )
        return Rewriting(file, "", is_changed=False, findings=findings)
    return _canonical(file, data.decode("utf-8"), document)


def _canonical(file: Path, before: str, document: Document) -> Rewriting:
    line = comment_line(before)
    if line:
        return _refused(file, line, Message("a comment stands here, and fmt would lose it"))
    text = canonical(document.plain or {})
    return Rewriting(file, text, is_changed=text != before)


def _refused(file: Path, line: int, message: Message) -> Rewriting:
    return Rewriting(file, "", is_changed=False, findings=(Finding(file, line, "FMT", "error", message),))


def _is_other(file: Path, root: Path) -> bool:
    """Say whether a file in a bank's folder of problems is none."""
    return file.name != PROBLEM and _is_below_problems(file, root)


def _is_below_problems(file: Path, root: Path) -> bool:
    """Say whether a file lies in a bank's folder of problems; folders around the bank may be named so too."""
    return CODING in file.relative_to(root).parts or any(
        folder.name == CODING and (folder.parent / TOPICS).exists() for folder in file.absolute().parents
    )


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)
