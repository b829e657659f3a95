"""What the rules know beside the entry they look at: the bank, its topics, terms and looked-up sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qbank.bank.rules.answers import Answers
from qbank.bank.rules.entry_file import EntryFile
from qbank.core.question import Topic
from qbank.core.similar import Questions


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary, in one language, and the variants that are not used."""

    name: str
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Locked:
    """A source as it was looked up; `author` is the first author."""

    title: str
    author: str
    year: int


@dataclass(frozen=True, slots=True)
class Erratum:
    """A false claim of the seeds; `pattern` finds it in a text, None where no pattern can."""

    seeds: tuple[str, ...]
    pattern: re.Pattern[str] | None


@dataclass(frozen=True)
class Context:
    """The bank around the entries that are checked.

    Attributes:
        entries: Every entry of the bank by its id, those checked among them.
        problems: Every coding problem likewise.
        other_ids: What else a link may name: entries and problems whose file cannot be read.
        locked: Sources by arXiv id, DOI or address; None where the bank has no refs.lock.yaml.
        errata: Known false claims by id.
    """

    entries: Mapping[str, EntryFile]
    topics: tuple[Topic, ...] = ()
    other_ids: frozenset[str] = frozenset()
    terms: tuple[Term, ...] = ()
    locked: Mapping[str, Locked] | None = None
    errata: Mapping[str, Erratum] = field(default_factory=dict)
    problems: Mapping[str, EntryFile] = field(default_factory=dict)

    @property
    def files(self) -> Mapping[str, EntryFile]:
        """Return entries and problems by their ids."""
        return {**self.entries, **self.problems}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Return the ids of the planned subjects of all topics."""
        return frozenset(subject.id for topic in self.topics for subject in topic.subjects)

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Return every id that a link may name."""
        return self.subjects | self.other_ids | self.files.keys()

    @cached_property
    def questions(self) -> Questions:
        """Return the questions of the bank, ready to be searched for near-duplicates."""
        return Questions(
            {id_: tuple(file.entry.question.plain().values()) for id_, file in self.entries.items()}
        )

    @cached_property
    def answers(self) -> Answers:
        """Return the answers of the bank, ready to be tried against a rubric."""
        return Answers({id_: file.entry for id_, file in self.entries.items()})

    @cached_property
    def avoided(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        """Return the variants that are not used: a pattern, the variant and the term to use."""
        return tuple((_pattern(variant), variant, term.name) for term in self.terms for variant in term.avoid)


def _pattern(variant: str) -> re.Pattern[str]:
    """Match a Latin variant as whole words, a Chinese one anywhere."""
    found = re.escape(variant)
    if variant[0].isascii():
        found = rf"(?<![A-Za-z0-9]){found}"
    if variant[-1].isascii():
        found = rf"{found}(?![A-Za-z0-9])"
    return re.compile(found, re.IGNORECASE)
