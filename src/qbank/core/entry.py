"""An entry whole: question, answer, rubric, mistakes, sources. A list does without it (`core.question`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from qbank.core.question import Kind, State, Summary
from qbank.core.text import Text


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. Exactly one of `arxiv`, `doi`, `url` is given; `supports` names key points."""

    id: str
    title: str
    year: int
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    supports: tuple[str, ...] = ()

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Make a source from its plain form."""
        return cls(
            id=plain["id"],
            title=plain["title"],
            year=plain["year"],
            arxiv=plain.get("arxiv") or "",
            doi=plain.get("doi") or "",
            url=plain.get("url") or "",
            supports=tuple(plain.get("supports") or ()),
        )

    @property
    def link(self) -> str:
        """Return the address at which the source is found."""
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing a good answer says.

    Attributes:
        match: Groups of alternatives. Every group must be met; one alternative meets a group.
        aliases: Whole phrases that say the point.
        excludes: Groups whose presence beside the match contradicts the point (`not` in the files).
    """

    id: str
    text: Text
    weight: int = 1
    must: bool = False
    match: tuple[tuple[str, ...], ...] = ()
    aliases: tuple[str, ...] = ()
    excludes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What candidates wrongly say, and why; `point` is the key point that it contradicts, "" for none."""

    text: Text
    why: Text
    point: str = ""
    fixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The interviewer's next question, with its answer or the id of the entry that answers it."""

    question: Text
    answer: Text
    see: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Make a follow-up from its plain form."""
        return cls(Text.of(plain["q"]), Text.of(plain.get("a") or {}), plain.get("see") or "")


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number of the answer that lint computes again.

    Attributes:
        expr: Arithmetic.
        expect: Its value, within the relative tolerance `rtol`.
        shown_zh: Strings that stand in the Chinese answer; likewise `shown_en`.
    """

    id: str
    expr: str
    expect: float
    rtol: float
    shown_zh: tuple[str, ...]
    shown_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One question with all that belongs to it. A draft may have one language, and no rubric.

    Attributes:
        difficulty: 1 warm-up to 5 expert; 3 where a draft does not say.
        hash: The fingerprint of the meaning (question, short, answer, key_points, mistakes).
        state: `checked` only while the stored fingerprint is that of the text.
    """

    id: str
    kind: Kind
    topic: str
    difficulty: int
    tags: tuple[str, ...]
    question: Text
    answer: Text
    short: Text
    key_points: tuple[KeyPoint, ...]
    mistakes: tuple[Mistake, ...]
    follow_ups: tuple[FollowUp, ...]
    refs: tuple[Reference, ...]
    numeric: tuple[Numeric, ...]
    aliases_zh: tuple[str, ...]
    aliases_en: tuple[str, ...]
    seeds: tuple[str, ...]
    covers: tuple[str, ...]
    related: tuple[str, ...]
    former_ids: tuple[str, ...]
    valid_as_of: str
    waive: Mapping[str, str]
    state: State
    checked: str
    hash: str

    @classmethod
    def of(cls, plain: Mapping[str, Any], *, state: State, hash_: str) -> Self:
        """Make an entry from the plain form that the door of the bank has checked.

        Args:
            plain: The fields of SCHEMA as loaded from the file, `None` or absent where not given.
            state: Whether the entry is a draft or checked.
            hash_: The fingerprint of its meaning.
        """
        get = plain.get
        aliases = get("aliases") or {}
        return cls(
            id=plain["id"],
            kind=plain["kind"],
            topic=plain["topic"],
            difficulty=get("difficulty") or 3,
            tags=tuple(get("tags") or ()),
            question=Text.of(plain["question"]),
            answer=Text.of(plain["answer"]),
            short=Text.of(get("short") or {}),
            key_points=tuple(_key_point(item) for item in get("key_points") or ()),
            mistakes=tuple(_mistake(item) for item in get("mistakes") or ()),
            follow_ups=tuple(FollowUp.of(item) for item in get("follow_ups") or ()),
            refs=tuple(Reference.of(item) for item in get("refs") or ()),
            numeric=tuple(_numeric(item) for item in get("numeric") or ()),
            aliases_zh=tuple(aliases.get("zh") or ()),
            aliases_en=tuple(aliases.get("en") or ()),
            seeds=tuple(get("seeds") or ()),
            covers=tuple(get("covers") or ()),
            related=tuple(get("related") or ()),
            former_ids=tuple(get("former_ids") or ()),
            valid_as_of=get("valid_as_of") or "",
            waive=dict(get("waive") or {}),
            state=state,
            checked=(get("review") or {}).get("checked") or "",
            hash=hash_,
        )

    @property
    def summary(self) -> Summary:
        """Return the part that a list needs."""
        return Summary(
            self.id, self.topic, self.kind, self.difficulty, self.tags, self.state, self.question, self.hash
        )


def _groups(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in value or ())


def _key_point(plain: Mapping[str, Any]) -> KeyPoint:
    return KeyPoint(
        id=plain["id"],
        text=Text.of(plain),
        weight=plain.get("weight") or 1,
        must=bool(plain.get("must")),
        match=_groups(plain.get("match")),
        aliases=tuple(plain.get("aliases") or ()),
        excludes=_groups(plain.get("not")),
    )


def _mistake(plain: Mapping[str, Any]) -> Mistake:
    return Mistake(
        text=Text.of(plain),
        why=Text.of(plain["why"]),
        point=plain.get("point") or "",
        fixes=tuple(plain.get("fixes") or ()),
    )


def _numeric(plain: Mapping[str, Any]) -> Numeric:
    shown = plain["shown"]
    zh, en = (shown["zh"], shown["en"]) if isinstance(shown, Mapping) else (shown, shown)
    return Numeric(
        id=plain["id"],
        expr=plain["expr"],
        expect=plain["expect"],
        rtol=plain["rtol"],
        shown_zh=tuple(zh),
        shown_en=tuple(en),
    )
