"""What the fields of one file demand of each other: ids, either-or, and what `state: checked` promises."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from qbank.bank.faults import DATE, dotted
from qbank.core.text import LANGUAGES
from qbank.errors import Message

Place = tuple[str | int, ...]
Fault = tuple[Place, Message]

_CHECKED_NEEDS = ("tags", "difficulty", "short", "key_points", "mistakes", "follow_ups", "refs")
_CHECKED_PROBLEM_NEEDS = ("tags", "difficulty", "aliases", "hints", "explain", "follow_ups", "refs")
_NEEDS_OF = {"calculation": (*_CHECKED_NEEDS, "numeric"), "coding": _CHECKED_PROBLEM_NEEDS}
_SOURCES = ("arxiv", "doi", "url")


def demands(plain: Mapping[str, Any], id_: str) -> Iterator[Fault]:
    """Report where fields contradict each other. Values of a wrong type are left to the schema.

    Args:
        plain: An entry as loaded.
        id_: The id that follows from its path.
    """
    yield from _id(plain, id_)
    topic = id_.partition("/")[0]
    if isinstance(plain.get("topic"), str) and plain["topic"] != topic:
        values = {"found": plain["topic"], "expected": topic}
        yield ("topic",), Message("topic is {found}, but the file is in the folder {expected}", values)
    yield from _texts(plain)
    yield from _either_or(plain)
    for name in ("key_points", "refs", "numeric"):
        yield from _twice(plain, name)
    yield from _dates(plain)
    if _review(plain).get("state") == "checked":
        yield from _checked(plain)


def problem_demands(plain: Mapping[str, Any], id_: str) -> Iterator[Fault]:
    """Report where fields of a coding problem contradict each other.

    Args:
        plain: A problem as loaded.
        id_: The id that follows from its path.
    """
    yield from _id(plain, id_)
    yield from _texts(plain)
    yield from _either_or(plain)
    for name, key in (("refs", "id"), ("variants", "name"), ("equivalent", "mutant")):
        yield from _twice(plain, name, key)
    yield from _dates(plain)
    if _review(plain).get("state") == "checked":
        yield from _checked(plain)


def topic_demands(plain: Mapping[str, Any]) -> Iterator[Fault]:
    """Report topics and tracks that stand twice, and those without a name."""
    for name in ("topics", "tracks"):
        yield from _twice(plain, name, "slug")
        for place, item in _items(plain, name):
            yield from _no_language((*place, "name"), item.get("name"))


def _id(plain: Mapping[str, Any], id_: str) -> Iterator[Fault]:
    if isinstance(plain.get("id"), str) and plain["id"] != id_:
        values = {"found": plain["id"], "expected": id_}
        yield ("id",), Message("id is {found}, but the path of the file says {expected}", values)


def _items(plain: Mapping[str, Any], name: str) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Return the mappings in the list `name`, with their places."""
    items = plain.get(name)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield (name, index), item


def _no_language(place: Place, text: Any) -> Iterator[Fault]:
    """Report a text that has neither language."""
    if isinstance(text, dict) and not any(language in text for language in LANGUAGES):
        yield place, Message("{field} needs zh or en", {"field": dotted(place)})


def _all_texts(plain: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Return every text in two languages that an entry or a problem has, with its place."""
    for name in ("question", "answer", "short", "title", "statement", "spec_notes", "explain"):
        yield (name,), plain.get(name)
    for name in ("key_points", "hints", "equivalent"):
        yield from _items(plain, name)
    for place, mistake in _items(plain, "mistakes"):
        yield place, mistake
        yield (*place, "why"), mistake.get("why")
    for place, follow_up in _items(plain, "follow_ups"):
        yield (*place, "q"), follow_up.get("q")
        yield (*place, "a"), follow_up.get("a")


def _texts(plain: Mapping[str, Any]) -> Iterator[Fault]:
    for place, text in _all_texts(plain):
        yield from _no_language(place, text)


def _either_or(plain: Mapping[str, Any]) -> Iterator[Fault]:
    for place, reference in _items(plain, "refs"):
        if sum(name in reference for name in _SOURCES) != 1:
            yield place, Message("{field} needs exactly one of arxiv, doi, url", {"field": dotted(place)})
    for place, follow_up in _items(plain, "follow_ups"):
        if ("a" in follow_up) == ("see" in follow_up):
            yield place, Message("{field} needs either a or see", {"field": dotted(place)})


def _twice(plain: Mapping[str, Any], name: str, key: str = "id") -> Iterator[Fault]:
    """Report an id that two items of a list share."""
    seen: dict[str, Place] = {}
    for place, item in _items(plain, name):
        id_ = item.get(key)
        if isinstance(id_, str) and seen.setdefault(id_, place) != place:
            values = {"field": dotted((*place, key)), "id": id_, "other": dotted(seen[id_])}
            yield (*place, key), Message("{field}: {other} is called {id} too", values)


def _dates(plain: Mapping[str, Any]) -> Iterator[Fault]:
    """Report a date that has the form of one and is in no calendar."""
    for place, text in (
        (("valid_as_of",), plain.get("valid_as_of")),
        (("review", "checked"), _review(plain).get("checked")),
    ):
        if isinstance(text, str) and re.match(DATE, text) and not _is_date(text):
            yield place, Message("{field}: there is no day {text}", {"field": dotted(place), "text": text})


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _review(plain: Mapping[str, Any]) -> Mapping[str, Any]:
    review = plain.get("review")
    return review if isinstance(review, dict) else {}


def _checked(plain: Mapping[str, Any]) -> Iterator[Fault]:
    """Report what an entry lacks that is marked as checked."""
    needs = _NEEDS_OF.get(str(plain.get("kind")), _CHECKED_NEEDS)
    lacking: list[Place] = [(name,) for name in needs if plain.get(name) in (None, [])]
    for place, text in _all_texts(plain):
        if isinstance(text, dict) and any(language in text for language in LANGUAGES):
            lacking += [(*place, language) for language in LANGUAGES if language not in text]
    lacking += [(*place, "match") for place, point in _items(plain, "key_points") if not point.get("match")]
    lacking += [("review", name) for name in ("checked", "hash") if name not in _review(plain)]
    for place in lacking:
        yield (
            place,
            Message("{field} is missing in an entry that is marked checked", {"field": dotted(place)}),
        )
