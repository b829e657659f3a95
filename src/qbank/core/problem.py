"""A coding problem whole: what is asked, hints, explanation, and the reference solution."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from qbank.core.entry import Entry, FollowUp, Reference
from qbank.core.question import State, Summary
from qbank.core.text import LANGUAGES, Text

_NAME = re.compile(r"(?:class\s+|def\s+)?([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a solution may use: seconds of the processor, and megabytes."""

    cpu: float = 5.0
    memory: int = 1024


@dataclass(frozen=True, slots=True)
class Example:
    """An expression, and the literal that it results in."""

    code: str
    result: str


@dataclass(frozen=True, slots=True)
class Variant:
    """The same problem for a framework; `name` is its folder too."""

    name: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant of the reference that is accepted, and why that is right."""

    mutant: str
    why: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One coding problem. A draft may lack hints, explanation, follow-ups and sources.

    Attributes:
        signature: One line a function.
        hints: From the direction to the line that people get wrong.
        needs: The packages that a solution may use.
        variants: The frameworks in which it can be solved too.
        hash: The fingerprint of what is asked, and of the code that decides what is right.
        solution: The reference, as Python; likewise `starter`.
    """

    id: str
    topic: str
    difficulty: int
    tags: tuple[str, ...]
    title: Text
    statement: Text
    signature: str
    examples: tuple[Example, ...]
    spec_notes: Text
    hints: tuple[Text, ...]
    explain: Text
    limits: Limits
    needs: tuple[str, ...]
    variants: tuple[Variant, ...]
    follow_ups: tuple[FollowUp, ...]
    refs: tuple[Reference, ...]
    equivalent: tuple[Equivalent, ...]
    aliases_zh: tuple[str, ...]
    aliases_en: tuple[str, ...]
    seeds: tuple[str, ...]
    related: tuple[str, ...]
    former_ids: tuple[str, ...]
    waive: Mapping[str, str]
    state: State
    checked: str
    hash: str
    starter: str
    solution: str

    @classmethod
    def of(cls, plain: Mapping[str, Any], *, state: State, hash_: str) -> Self:
        """Make a problem from the plain form that the door of the bank has checked.

        Args:
            plain: The fields of problem.yaml as loaded, `None` or absent where not given; and `starter` and
                `solution`, the texts of those files.
            state: Whether the problem is a draft or checked.
            hash_: Its fingerprint.
        """
        get = plain.get
        aliases = get("aliases") or {}
        return cls(
            id=plain["id"],
            topic=plain["topic"],
            difficulty=get("difficulty") or 3,
            tags=tuple(get("tags") or ()),
            title=Text.of(plain["title"]),
            statement=Text.of(plain["statement"]),
            signature=plain["signature"],
            examples=tuple(Example(item["code"], item["result"]) for item in get("examples") or ()),
            spec_notes=Text.of(get("spec_notes") or {}),
            hints=tuple(Text.of(item) for item in get("hints") or ()),
            explain=Text.of(get("explain") or {}),
            limits=Limits(**(get("limits") or {})),
            needs=tuple(get("needs") or ()),
            variants=tuple(_variant(item) for item in get("variants") or ()),
            follow_ups=tuple(FollowUp.of(item) for item in get("follow_ups") or ()),
            refs=tuple(Reference.of(item) for item in get("refs") or ()),
            equivalent=tuple(Equivalent(item["mutant"], Text.of(item)) for item in get("equivalent") or ()),
            aliases_zh=tuple(aliases.get("zh") or ()),
            aliases_en=tuple(aliases.get("en") or ()),
            seeds=tuple(get("seeds") or ()),
            related=tuple(get("related") or ()),
            former_ids=tuple(get("former_ids") or ()),
            waive=dict(get("waive") or {}),
            state=state,
            checked=(get("review") or {}).get("checked") or "",
            hash=hash_,
            starter=get("starter") or "",
            solution=get("solution") or "",
        )

    @property
    def slug(self) -> str:
        """Return the last part of the id."""
        return self.id.rpartition("/")[2]

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the names that a solution defines: of functions, or of classes."""
        found = (_NAME.match(line.strip()) for line in self.signature.splitlines())
        return tuple(dict.fromkeys(match[1] for match in found if match))

    @property
    def summary(self) -> Summary:
        """Return the part that a list needs."""
        return Summary(
            self.id, self.topic, "coding", self.difficulty, self.tags, self.state, self.title, self.hash
        )

    @property
    def entry(self) -> Entry:
        """Return the problem as an entry, for all that shows entries and needs to know no more.

        The title is its question, the statement its short answer, explanation and reference its answer.
        """
        return Entry(
            id=self.id,
            kind="coding",
            topic=self.topic,
            difficulty=self.difficulty,
            tags=self.tags,
            question=self.title,
            answer=Text(*(self._answer(self.explain.in_(language)) for language in LANGUAGES)),
            short=self.statement,
            key_points=(),
            mistakes=(),
            follow_ups=self.follow_ups,
            refs=self.refs,
            numeric=(),
            aliases_zh=self.aliases_zh,
            aliases_en=self.aliases_en,
            seeds=self.seeds,
            covers=(),
            related=self.related,
            former_ids=self.former_ids,
            valid_as_of="",
            waive=self.waive,
            state=self.state,
            checked=self.checked,
            hash=self.hash,
        )

    def _answer(self, explanation: str) -> str:
        fenced = f"```python\n{self.solution.rstrip()}\n```"
        return f"{explanation.rstrip()}\n\n{fenced}\n" if explanation else f"{fenced}\n"


def _variant(plain: Mapping[str, Any]) -> Variant:
    return Variant(plain["name"], tuple(plain.get("needs") or ()))
