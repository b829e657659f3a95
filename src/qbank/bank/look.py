"""What was found when a folder of questions was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.bank.clashes import Former
from qbank.bank.compiled import Compiled, Copy, Known, Meta
from qbank.bank.folder import GLOSSARY, TOPICS, Identity
from qbank.bank.freshness import Trace
from qbank.bank.problem_files import name_of
from qbank.errors import Finding


@dataclass(slots=True)
class Look:
    """What was found in a folder; nothing of it is written yet.

    Attributes:
        files: The files that there are.
        unchanged: The copy that says it all, where there is nothing new; then the rest is empty.
        compiled: Those with new content.
        known: Those that have another identity and the old content.
        gone: Those that the copy knows and that are no more.
        certain: Whether a file that had to be hashed need not be hashed again once the copy says as of when.
    """

    folder: Path
    files: Mapping[str, Identity] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unchanged: Copy | None = None
    compiled: list[Compiled] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    topics: dict[str, Any] = field(default_factory=dict)
    concepts: list[tuple[str, list[str]]] = field(default_factory=list)
    folders: list[Trace] = field(default_factory=list)
    certain: bool = False

    @property
    def size(self) -> int:
        """How many files there are."""
        return self.unchanged.meta.files if self.unchanged else len(self.files)

    def names(self) -> list[str]:
        """Return the files that there are, by their path inside the folder."""
        return self.unchanged.names() if self.unchanged else list(self.files)

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        return self.unchanged.has(name) if self.unchanged else name in self.files

    def meta(self, as_of: int, edition: int) -> Meta:
        """Return what a copy of this says of itself."""
        return Meta(
            as_of,
            edition,
            former=self.former,
            topics=self.topics.get("topics", []),
            tracks=self.topics.get("tracks", []),
            concepts=self.concepts,
            folders=self.folders,
        )

    def carry_over(self, meta: Meta) -> None:
        """Take from the copy what the files that did not change say."""
        stale = {*self.gone, *(compiled.path for compiled in self.compiled)}
        self.former += [former for former in meta.former if name_of(former[1]) not in stale]
        if TOPICS not in stale:
            self.topics = {"topics": meta.topics, "tracks": meta.tracks}
        if GLOSSARY not in stale:
            self.concepts = meta.concepts
