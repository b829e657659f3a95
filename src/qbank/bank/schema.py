"""The door of the bank: what the question files may hold, and every fault of one file at once.

Only the form is checked here (keys, types, required fields, dates, addresses); what a good entry says is the
business of lint.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, ValidationError

from qbank.bank.faults import DATE, DOI, HASH, ID, SLUG, SOMETHING, URL, sentence
from qbank.errors import Message

Sentence = Annotated[str, StringConstraints(pattern=SOMETHING)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Id = Annotated[str, StringConstraints(pattern=ID)]
Date = Annotated[str, StringConstraints(pattern=DATE)]
Hash = Annotated[str, StringConstraints(pattern=HASH)]
Group = Annotated[list[Sentence], Field(min_length=1)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Strict(BaseModel):
    """A mapping of the files: no unknown key, no conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BothOrOne(Strict):
    """A text in Chinese and English; a draft may have one of them."""

    zh: Sentence = ""
    en: Sentence = ""


class Phrases(Strict):
    """Lists of phrases by language."""

    zh: list[Sentence] = []
    en: list[Sentence] = []


class KeyPoint(BothOrOne):
    """One thing a good answer says; `match` holds groups of alternatives, each of which must be met."""

    id: Slug
    weight: Annotated[int, Field(ge=1, le=3)] = 1
    must: bool = False
    match: list[Group] = []
    aliases: list[Sentence] = []
    excludes: list[Group] = Field(default=[], alias="not")


class Mistake(BothOrOne):
    """What candidates wrongly say."""

    why: BothOrOne
    point: Sentence = ""
    fixes: list[Sentence] = []


class FollowUp(Strict):
    """The interviewer's next question, with its answer or the id of the entry that answers it."""

    q: BothOrOne
    a: BothOrOne = Field(default_factory=BothOrOne)
    see: Id = ""


class Source(Strict):
    """A source, at exactly one of an arXiv id, a DOI or an address."""

    id: Sentence
    title: Sentence
    year: Annotated[int, Field(ge=1600, le=2200)]
    arxiv: Sentence = ""
    doi: Annotated[str, StringConstraints(pattern=DOI)] = ""
    url: Annotated[str, StringConstraints(pattern=URL)] = ""


class Reference(Source):
    """A source of an entry, with the key points that it supports."""

    supports: list[Sentence] = []


def _form_of_shown(value: Any) -> str:
    return "by language" if isinstance(value, dict) else "for both"


class Numeric(Strict):
    """A number of the answer that lint computes again; `shown` stands in both answers, or is by language."""

    id: Sentence
    expr: Sentence
    expect: Number
    rtol: Positive
    shown: Annotated[
        Annotated[list[Sentence], Tag("for both")] | Annotated[Phrases, Tag("by language")],
        Discriminator(_form_of_shown),
    ]


class Review(Strict):
    """Who checked the entry is in the history of the file; this says when, and what the text then was."""

    state: Literal["checked", "draft"]
    checked: Date = ""
    hash: Hash = ""


class File(Strict):
    """What every file begins with."""

    schema_: Annotated[int, Field(alias="schema", ge=1, le=1)]


class ConceptEntry(File):
    """One question: `questions/<topic>/<slug>.yaml`."""

    id: Id
    kind: Literal["concept", "calculation", "design"]
    topic: Slug
    tags: list[Sentence] = []
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3
    question: BothOrOne
    aliases: Phrases = Field(default_factory=Phrases)
    short: BothOrOne = Field(default_factory=BothOrOne)
    answer: BothOrOne
    key_points: list[KeyPoint] = []
    mistakes: list[Mistake] = []
    follow_ups: list[FollowUp] = []
    numeric: list[Numeric] = []
    refs: list[Reference] = []
    seeds: list[Sentence] = []
    covers: list[Id] = []
    related: list[Id] = []
    former_ids: list[Id] = []
    valid_as_of: Date = ""
    waive: dict[str, Sentence] = {}
    review: Review = Field(default_factory=lambda: Review(state="draft"))


class Example(Strict):
    """An expression, and the literal that it results in."""

    code: Sentence
    result: Sentence


class Limits(Strict):
    """What a solution may use: seconds of the processor, megabytes."""

    cpu: Annotated[float, Field(ge=0.1, le=600, allow_inf_nan=False)] = 5.0
    memory: Annotated[int, Field(ge=64, le=65536)] = 1024


class Variant(Strict):
    """A framework in which the problem can be solved too; `name` is its folder."""

    name: Slug
    needs: list[Sentence] = []


class Equivalent(BothOrOne):
    """A mutant of the reference that is accepted, and why that is right."""

    mutant: Sentence


class CodingProblem(File):
    """One coding problem: `questions/coding/<slug>/problem.yaml`."""

    id: Id
    kind: Literal["coding"]
    topic: Slug
    tags: list[Sentence] = []
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3
    title: BothOrOne
    aliases: Phrases = Field(default_factory=Phrases)
    statement: BothOrOne
    signature: Sentence
    examples: Annotated[list[Example], Field(min_length=1)]
    spec_notes: BothOrOne
    hints: list[BothOrOne] = []
    explain: BothOrOne = Field(default_factory=BothOrOne)
    limits: Limits = Field(default_factory=Limits)
    needs: Group
    variants: list[Variant] = []
    follow_ups: list[FollowUp] = []
    refs: list[Source] = []
    seeds: list[Sentence] = []
    related: list[Id] = []
    former_ids: list[Id] = []
    equivalent: list[Equivalent] = []
    waive: dict[str, Sentence] = {}
    review: Review = Field(default_factory=lambda: Review(state="draft"))


class Subject(Strict):
    """Something a topic must have an entry for."""

    slug: Slug
    zh: Sentence


class Topic(Strict):
    """A part of the field."""

    slug: Slug
    name: BothOrOne
    aliases: list[Sentence] = []
    scope: BothOrOne = Field(default_factory=BothOrOne)
    subjects: list[Subject] = []


class Track(Strict):
    """A kind of job: how much each topic weighs for it."""

    slug: Slug
    name: BothOrOne
    weights: dict[str, Positive]


class TopicsFile(File):
    """The topics of a bank: `questions/topics.yaml`."""

    topics: list[Topic]
    tracks: list[Track] = []


class Term(Strict):
    """A term in both languages, and the variants that are not used."""

    zh: Sentence
    en: Sentence
    avoid: list[Sentence] = []
    abbreviations: list[Sentence] = []
    forms: list[Sentence] = []


class GlossaryFile(File):
    """The terms of a bank: `questions/glossary.yaml`."""

    terms: list[Term]


class LockedReference(Strict):
    """What was seen when the source was looked up; `author` is the first author."""

    title: Sentence
    author: Sentence
    year: Annotated[int, Field(ge=1600, le=2200)]


class RefsLockFile(File):
    """Every cited arXiv id (and DOI or address, where given): `questions/refs.lock.yaml`."""

    arxiv: dict[str, LockedReference]
    doi: dict[str, LockedReference] = {}
    url: dict[str, LockedReference] = {}


Kind = Literal["entry", "problem", "topics", "glossary", "refs"]
MODELS: Mapping[Kind, type[File]] = {
    "entry": ConceptEntry,
    "problem": CodingProblem,
    "topics": TopicsFile,
    "glossary": GlossaryFile,
    "refs": RefsLockFile,
}
_TAGS = ("for both", "by language")  # pydantic puts them into the place of an error


def json_schema(kind: Kind = "entry") -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, for editors."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[kind].model_json_schema()}
    _drop_defaults(schema)
    return schema


def faults_of(kind: Kind, plain: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], Message]]:
    """Return the place of everything in a file that is not of the form, and what is wrong there."""
    try:
        MODELS[kind].model_validate(plain)
    except ValidationError as error:
        found = error.errors(include_url=False)
    else:
        return []
    faults = []
    for item in found:
        place = tuple(part for part in item["loc"] if part not in _TAGS)
        faults.append((place, sentence(item, place, lambda place=place: _keys_at(kind, place[:-1]))))  # type: ignore[misc]
    return faults


def _drop_defaults(schema: Any) -> None:
    """Remove the default values, which are for reading, not for an editor to fill in."""
    if isinstance(schema, dict):
        schema.pop("default", None)
        for value in schema.values():
            _drop_defaults(value)
    elif isinstance(schema, list):
        for value in schema:
            _drop_defaults(value)


def _keys_at(kind: Kind, place: tuple[str | int, ...]) -> list[str]:
    """Return the keys that a file of this kind may have at `place`."""
    schema = MODELS[kind].model_json_schema()
    here = schema
    for part in place:
        choices = [_resolved(schema, choice) for choice in here.get("oneOf", [here])]
        inner: Any = {}
        for choice in choices:
            if isinstance(part, int):
                inner = choice.get("items", inner)
            else:
                inner = choice.get("properties", {}).get(part) or choice.get("additionalProperties") or inner
        here = _resolved(schema, inner if isinstance(inner, dict) else {})
    return [
        key for choice in here.get("oneOf", [here]) for key in _resolved(schema, choice).get("properties", {})
    ]


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return what a `$ref` stands for."""
    name = part.get("$ref", "").removeprefix("#/$defs/")
    return schema["$defs"][name] if name else part
