"""What the compiled copy keeps of an entry or a problem: for lists, for searching, and the whole."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from qbank.bank.problem_files import SOLUTION, STARTER
from qbank.bank.searching import Searched
from qbank.core.concepts import forms_of
from qbank.core.fingerprint import fingerprint, problem_fingerprint
from qbank.core.question import State, Summary
from qbank.core.text import LANGUAGES, Text, normalise
from qbank.core.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the compiled copy keeps it.

    Attributes:
        summary: JSON, see `summary_of`.
        searched: What a search reads.
        plain: The whole entry as loaded, JSON.
    """

    id: str
    summary: bytes
    searched: Searched
    plain: bytes


def row_of(plain: Mapping[str, Any], code: Mapping[str, bytes]) -> Row:
    """Make the row of an entry, or of a problem with its code, that is without faults."""
    if plain["kind"] == "coding":
        whole, hash_ = with_code(plain, code), problem_fingerprint(plain, code)
        asked, said = plain["title"], plain["statement"].values()
    else:
        whole, hash_ = dict(plain), fingerprint(plain)
        asked, said = plain["question"], (plain.get("short") or {}).values()
    summary = [
        plain["id"],
        plain["topic"],
        plain["kind"],
        plain.get("difficulty") or 3,
        plain.get("tags") or [],
        state_of(plain, hash_),
        asked.get("zh") or "",
        asked.get("en") or "",
        hash_,
    ]
    return Row(
        id=plain["id"],
        summary=to_json(summary),
        searched=_searched(plain, asked.values(), said),
        plain=to_json(whole),
    )


def with_code(plain: Mapping[str, Any], code: Mapping[str, bytes]) -> dict[str, Any]:
    """Return a problem's fields with the texts of its starter and its reference solution."""
    texts = {name: code.get(name, b"").decode("utf-8", "replace") for name in (STARTER, SOLUTION)}
    return {**plain, **{name.removesuffix(".py"): text for name, text in texts.items()}}


def summary_of(data: bytes) -> Summary:
    """Return the summary that `row_of` wrote."""
    id_, topic, kind, difficulty, tags, state, zh, en, hash_ = json.loads(data)
    return Summary(id_, topic, kind, difficulty, tuple(tags), cast("State", state), Text(zh, en), hash_)


def concepts_in(glossary: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return of each term of a glossary its Chinese name and the token sequences of all its names."""
    found = []
    for term in glossary["terms"]:
        others = [name for part in ("abbreviations", "forms", "avoid") for name in term.get(part) or ()]
        found.append((term["zh"], forms_of([term["zh"], term["en"], *others])))
    return found


def to_json(value: Any) -> bytes:
    """Return compact JSON in UTF-8; the order of keys is kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def state_of(plain: Mapping[str, Any], hash_: str) -> State:
    """Say whether the stored fingerprint is still that of the text."""
    review = plain.get("review") or {}
    return "checked" if review.get("state") == "checked" and review.get("hash") == hash_ else "draft"


def _searched(plain: Mapping[str, Any], wordings: Iterable[str], said: Iterable[str]) -> Searched:
    """Return what a search reads: questions, aliases, words of the id, tags; and what is said of them."""
    aliases = [phrase for phrases in (plain.get("aliases") or {}).values() for phrase in phrases]
    words = " ".join(
        [*plain["id"].replace("/", "-").replace("_", "-").split("-"), *(plain.get("tags") or ())]
    )
    asked = "\n".join(_line(wording) for wording in (*wordings, *aliases, words))
    spoken = "\n".join(said)
    points = [
        point[language]
        for point in plain.get("key_points") or ()
        for language in LANGUAGES
        if language in point
    ]
    tokens = tokens_of(asked, "\n".join([spoken, *points]))
    columns = (tokens.title, tokens.joined, tokens.sound, tokens.body)
    return Searched(plain["id"], normalise(asked), normalise(spoken), *columns)


def _line(text: str) -> str:
    return " ".join(text.split())
