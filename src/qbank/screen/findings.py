"""Faults and remarks about a person's files, each with file and line."""

from collections.abc import Sequence

from qbank.errors import Finding
from qbank.screen.console import Screen
from qbank.screen.layout import paragraph
from qbank.screen.spans import Lines, Style, line


def findings(screen: Screen, found: Sequence[Finding], files: int) -> Lines:
    """Return a paragraph for each finding, and how many there are in how many files.

    A stream that is not a terminal gets one finding a line, unwrapped, so that editors and `grep` read it.
    """
    lines: Lines = []
    for each in found:
        style: Style = "wrong" if each.severity == "error" else "miss"
        text = line((f"{place(each)}: ", "accent"), (f"{each.code} ", style), screen.message(each.message))
        lines += paragraph(screen, text, indent=0, hang=2) if screen.is_terminal else [text]
    return lines + paragraph(screen, (_count(screen, found, files), "title"), indent=0)


def place(finding: Finding) -> str:
    """Return `file:line`, or the file where the finding is about all of it."""
    return f"{finding.file}:{finding.line}" if finding.line else str(finding.file)


def _count(screen: Screen, found: Sequence[Finding], files: int) -> str:
    errors = sum(each.severity == "error" for each in found)
    if not found:
        return screen.word("no findings in {files} files", files=files)
    return screen.word(
        "{errors} errors, {warnings} warnings in {files} files",
        errors=errors,
        warnings=len(found) - errors,
        files=files,
    )
