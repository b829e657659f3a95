"""Read whole folders of questions for their authors: every entry with its lines, and what lint needs."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.bank.folder import (
    GLOSSARY,
    REFS_LOCK,
    SPECIAL,
    TOPICS,
    UnreadableError,
    read_bytes,
    scan,
)
from qbank.bank.load import Source, load
from qbank.bank.problem_files import CODING, PROBLEM, id_in, is_problem
from qbank.bank.reader import parse
from qbank.bank.rows import state_of, with_code
from qbank.bank.rules.context import Context, Erratum, Locked, Term
from qbank.bank.rules.entry_file import EntryFile
from qbank.core.entry import Entry
from qbank.core.fingerprint import fingerprint, problem_fingerprint
from qbank.core.problem import Problem
from qbank.core.question import Subject, Topic
from qbank.core.text import LANGUAGES, Text
from qbank.errors import Finding

ERRATA = Path(__file__).with_name("errata.yaml")  # what is known to be false; tests/data holds the same file


@dataclass(frozen=True, slots=True)
class Library:
    """Folders of questions as read for lint.

    Attributes:
        context: Every entry and problem that can be read, and all around them.
        files: The file of each, also one that cannot be read.
        findings: What is wrong with files as such: not readable, not of the form.
    """

    context: Context
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]

    def within(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Return the files that are one of `paths` or lie below one; any file of a problem means it."""
        roots = [path.resolve() for path in paths]
        return tuple(file for file in self.files if any(_is_meant(file.resolve(), root) for root in roots))


def read_library(folders: Iterable[Path]) -> Library:
    """Read every entry, and topics, glossary and looked-up sources, of these folders."""
    files: list[Path] = []
    findings: list[Finding] = []
    sources: dict[str, list[Source]] = {name: [] for name in SPECIAL}
    entries: dict[str, EntryFile] = {}
    problems: dict[str, EntryFile] = {}
    other_ids: set[str] = set()
    for folder in folders:
        listing = scan(folder)
        findings += listing.findings
        for name in listing.files:
            source = load(folder, name)
            findings += source.findings
            if name in SPECIAL:
                sources[name].append(source)
                continue
            files.append(source.file)
            other_ids.add(id_in(name))
            if not source.findings and source.plain is not None:
                if is_problem(name):
                    _keep(problem_file(source, source.plain), problems)
                else:
                    _keep(entry_file(source.file, source.plain, source.lines), entries)
    context = Context(
        entries=entries,
        topics=tuple(_topics(sources[TOPICS])),
        other_ids=frozenset(other_ids),
        terms=tuple(_terms(sources[GLOSSARY])),
        locked=_locked(sources[REFS_LOCK]),
        errata=read_errata(),
        problems=problems,
    )
    return Library(context, tuple(files), tuple(findings))


def entry_file(file: Path, plain: Mapping[str, Any], lines: Mapping[tuple[str | int, ...], int]) -> EntryFile:
    """Make what the rules look at from an entry of the right form."""
    hash_ = fingerprint(plain)
    entry = Entry.of(plain, state=state_of(plain, hash_), hash_=hash_)
    return EntryFile(file, plain, lines, entry)


def problem_file(source: Source, plain: Mapping[str, Any]) -> EntryFile:
    """Make what the rules look at from a coding problem of the right form."""
    hash_ = problem_fingerprint(plain, source.code)
    problem = Problem.of(with_code(plain, source.code), state=state_of(plain, hash_), hash_=hash_)
    return EntryFile(source.file, plain, source.lines, problem.entry, problem, _code_of(source.file.parent))


def _code_of(folder: Path) -> dict[str, bytes]:
    """Return every Python file of a problem's folder, those included that only try the judge."""
    found = {}
    for file in sorted(file for depth in ("", "*/", "*/*/") for file in folder.glob(f"{depth}*.py")):
        name = file.relative_to(folder).as_posix()
        if not re.search(r"(^|/)(\.|__)", name):
            with contextlib.suppress(UnreadableError):
                found[name] = read_bytes(file)[1]
    return found


def read_errata(file: Path = ERRATA) -> Mapping[str, Erratum]:
    """Return the claims that are known to be false, by id."""
    plain = parse(file.read_bytes()).plain or {}
    return {
        item["id"]: Erratum(tuple(item["seeds"]), re.compile(item["pattern"]) if "pattern" in item else None)
        for item in plain["errata"]
    }


def bank_of(path: Path) -> Path:
    """Return the folder of the bank that a file or folder belongs to."""
    for around in (path, *path.parents):
        if around.name == CODING and any(around.glob(f"*/{PROBLEM}")):
            return around.parent
    folder = path if path.is_dir() else path.parent
    if path.name in SPECIAL or (folder / TOPICS).exists():
        return folder
    if path.is_dir() and not (folder.parent / TOPICS).exists() and any(folder.glob("*/*.yaml")):
        return folder
    return folder.parent


def _keep(file: EntryFile, entries: dict[str, EntryFile]) -> None:
    """Keep the first of two entries with one id; that there are two is said when the bank is opened."""
    entries.setdefault(file.entry.id, file)


def _is_meant(file: Path, root: Path) -> bool:
    return file.is_relative_to(root) or (file.name == PROBLEM and root.is_relative_to(file.parent))


def _good(sources: Iterable[Source]) -> Iterator[Mapping[str, Any]]:
    for source in sources:
        if not source.findings and source.plain is not None:
            yield source.plain


def _topics(sources: Iterable[Source]) -> Iterator[Topic]:
    for plain in _good(sources):
        for item in plain["topics"]:
            slug = item["slug"]
            subjects = tuple(
                Subject(f"{slug}/{subject['slug']}", subject["zh"]) for subject in item.get("subjects") or ()
            )
            scope = Text.of(item.get("scope") or {})
            yield Topic(slug, Text.of(item["name"]), scope, tuple(item.get("aliases") or ()), subjects)


def _terms(sources: Iterable[Source]) -> Iterator[Term]:
    """Yield the terms with variants to avoid, each under the name of the variants' language."""
    for plain in _good(sources):
        for item in plain["terms"]:
            for language in LANGUAGES:
                avoid = [text for text in item.get("avoid") or () if text.isascii() == (language == "en")]
                if avoid:
                    yield Term(item[language], tuple(avoid))


def _locked(sources: Iterable[Source]) -> Mapping[str, Locked] | None:
    found: dict[str, Locked] | None = None
    for plain in _good(sources):
        found = found or {}
        for kind in ("arxiv", "doi", "url"):
            for id_, item in (plain.get(kind) or {}).items():
                found[id_] = Locked(item["title"], item["author"], item["year"])
    return found
