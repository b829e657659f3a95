"""Lint files of questions: find the bank around them, read it, run the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qbank.bank.folder import SPECIAL, TOPICS
from qbank.bank.library import Library, bank_of, read_library
from qbank.bank.rules import check
from qbank.bank.rules.entry_file import EntryFile
from qbank.core.markup import programs
from qbank.core.text import LANGUAGES
from qbank.errors import BankError, Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What lint says.

    Attributes:
        findings: In the order of files and lines.
        files: How many entries and problems were looked at.
        is_readable: Whether every file could be read and is of the form.
        with_code: Those among them that hold code: problems, and entries with programs in an answer.
    """

    findings: tuple[Finding, ...]
    files: int
    is_readable: bool
    with_code: tuple[EntryFile, ...] = ()


def lint(paths: Sequence[Path], folders: Sequence[Path]) -> Report:
    """Check the entries and problems at `paths`, or all of `folders` where no path is given.

    Raises:
        BankError: A path is not there.
    """
    if not paths:
        library = read_library(folders)
        return _report([(library, library.files)])
    for path in paths:
        if not path.exists():
            raise BankError("{path} is not there", path=path)
    chosen: dict[Path, list[Path]] = {}
    for path in paths:
        chosen.setdefault(bank_of(path.resolve()), []).append(path)
    libraries = [(read_library(_around(bank, folders)), within) for bank, within in chosen.items()]
    return _report([(library, library.within(within)) for library, within in libraries])


def _around(bank: Path, folders: Sequence[Path]) -> list[Path]:
    """Return the folders to read with a bank: a strange one with its own topics alone, else those in use."""
    shown = bank.relative_to(Path.cwd()) if bank.is_relative_to(Path.cwd()) else bank
    others = [folder for folder in folders if folder.resolve() != bank]
    if (bank / TOPICS).exists() and len(others) == len(folders):
        return [shown]
    return [shown, *others]


def _report(chosen: Iterable[tuple[Library, tuple[Path, ...]]]) -> Report:
    findings: list[Finding] = []
    with_code: list[EntryFile] = []
    files, is_readable = 0, True
    for library, within in chosen:
        wanted = set(within)
        broken = [one for one in library.findings if one.file in wanted or not _is_other_entry(one, library)]
        entries = [entry for entry in library.context.files.values() if entry.file in wanted]
        findings += [*broken, *check(entries, library.context)]
        with_code += [file for file in entries if _holds_code(file)]
        files += len(within)
        is_readable = is_readable and not broken
    findings.sort(key=lambda one: (str(one.file), one.line, one.code[1:]))
    return Report(tuple(findings), files, is_readable, tuple(with_code))


def _holds_code(file: EntryFile) -> bool:
    return any(any(programs(file.entry.answer.in_(language))) for language in LANGUAGES)


def _is_other_entry(finding: Finding, library: Library) -> bool:
    """Say whether a fault is in an entry that was not asked for; topics and the like concern every entry."""
    return finding.file in library.files and finding.file.name not in SPECIAL
