"""From the bytes of one file of a bank to its checked values, or to every fault of it, by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.bank import reader, schema
from qbank.bank.demands import demands, problem_demands, topic_demands
from qbank.bank.folder import GLOSSARY, REFS_LOCK, TOPICS, UnreadableError, read_content, unreadable
from qbank.bank.problem_files import id_in, is_problem
from qbank.errors import Finding, Message

_KINDS: Mapping[str, schema.Kind] = {TOPICS: "topics", GLOSSARY: "glossary", REFS_LOCK: "refs"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a bank as a person wrote it.

    Attributes:
        file: Where it is.
        plain: Its values; None where the file is broken off. Only complete where `findings` is empty.
        lines: The line of every key and of every item of a list; `line()` asks it.
        findings: Every fault, in the order of the lines.
        code: Of a problem the other files that matter, by name.
    """

    file: Path
    plain: dict[str, Any] | None
    lines: Mapping[reader.Place, int]
    findings: tuple[Finding, ...]
    code: Mapping[str, bytes] = field(default_factory=dict)

    def line(self, *place: str | int) -> int:
        """Return the line of the value at `place`, or of the nearest thing around it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def load(folder: Path, name: str) -> Source:
    """Read the file `name` (`topic/slug.yaml`, `topics.yaml` …) of a bank; faults come back with it."""
    try:
        content = read_content(folder, name)
    except UnreadableError as error:
        return Source(folder / name, None, {}, (unreadable(folder / name, error),))
    return check(folder, name, content.data, content.code)


def check(folder: Path, name: str, data: bytes, code: Mapping[str, bytes] | None = None) -> Source:
    """Check the bytes of the file `name` of a bank; `code` are the files that belong to a problem."""
    document = reader.parse(data)
    found = [("YAML", fault.line, fault.message) for fault in document.faults]
    refused = [fault.place for fault in document.faults if fault.place]
    if document.plain is not None:
        for place, message in _schema_faults(name, document.plain):
            if not any(place[: len(bad)] == bad for bad in refused):
                found.append(("SCHEMA", document.line(place), message))
    file = folder / name
    findings = [Finding(file, line, code, "error", message) for code, line, message in found]
    findings.sort(key=lambda finding: finding.line)
    return Source(file, document.plain, document.lines, tuple(findings), code or {})


def _schema_faults(name: str, plain: dict[str, Any]) -> Iterator[tuple[reader.Place, Message]]:
    kind = _KINDS.get(name, "problem" if is_problem(name) else "entry")
    yield from schema.faults_of(kind, plain)
    if kind == "entry":
        yield from demands(plain, id_in(name))
    elif kind == "problem":
        yield from problem_demands(plain, id_in(name))
    elif kind == "topics":
        yield from topic_demands(plain)
