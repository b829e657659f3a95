"""What the compiled copy keeps of one entry: the part for lists, the part for searching, and the whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from qbank.core.fingerprint import fingerprint
from qbank.core.question import State, Summary
from qbank.core.text import Text, normalise


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the compiled copy keeps it.

    Attributes:
        summary: JSON, see `summary_of`.
        title: What a search looks at first, in normal form: questions, aliases, the words of the id, tags.
        body: What it looks at next: the short answers.
        plain: The whole entry as loaded, JSON.
    """

    id: str
    summary: bytes
    title: str
    body: str
    plain: bytes


def row_of(plain: Mapping[str, Any]) -> Row:
    """Make the row of an entry that is without faults."""
    question, hash_ = plain["question"], fingerprint(plain)
    summary = [
        plain["id"],
        plain["topic"],
        plain["kind"],
        plain.get("difficulty") or 3,
        plain.get("tags") or [],
        _state(plain, hash_),
        question.get("zh") or "",
        question.get("en") or "",
        hash_,
    ]
    return Row(
        id=plain["id"],
        summary=to_json(summary),
        title=normalise("\n".join(_title(plain))),
        body=normalise("\n".join((plain.get("short") or {}).values())),
        plain=to_json(plain),
    )


def summary_of(data: bytes) -> Summary:
    """Return the summary that `row_of` wrote."""
    id_, topic, kind, difficulty, tags, state, zh, en, hash_ = json.loads(data)
    return Summary(id_, topic, kind, difficulty, tuple(tags), cast("State", state), Text(zh, en), hash_)


def to_json(value: Any) -> bytes:
    """Return compact JSON in UTF-8; the order of keys is kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _state(plain: Mapping[str, Any], hash_: str) -> State:
    """Say whether the stored fingerprint is still that of the text."""
    review = plain.get("review") or {}
    return "checked" if review.get("state") == "checked" and review.get("hash") == hash_ else "draft"


def _title(plain: Mapping[str, Any]) -> list[str]:
    aliases = plain.get("aliases") or {}
    words = plain["id"].replace("/", " ").replace("-", " ").replace("_", " ")
    phrases = [phrase for language in aliases.values() for phrase in language]
    return [*plain["question"].values(), *phrases, words, *(plain.get("tags") or ())]
