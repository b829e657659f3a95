"""Entries in, a document out: one pure function a format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qbank.core.entry import Entry
from qbank.core.problem import Problem
from qbank.core.question import Topic
from qbank.core.text import Language
from qbank.export.json_ import render as render_json
from qbank.export.markdown import render as render_markdown


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an export is made of.

    Attributes:
        topics: In the order of the document.
        entries: In the order of the document, grouped by topic.
        plain: The plain form of each entry, as its file holds it.
        problems: By id the entries that are coding problems, as such.
        languages: Which languages to write, the first one leading.
    """

    topics: Sequence[Topic]
    entries: Sequence[Entry]
    plain: Sequence[Mapping[str, object]]
    languages: tuple[Language, ...] = ("zh", "en")
    problems: Mapping[str, Problem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made."""

    render: Callable[[Bundle], str | bytes]


FORMATS: Mapping[str, Format] = {
    "json": Format(lambda bundle: render_json(bundle.plain)),
    "md": Format(
        lambda bundle: render_markdown(bundle.topics, bundle.entries, bundle.languages, bundle.problems)
    ),
}
