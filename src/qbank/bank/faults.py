"""The sentences for what the schema finds wrong; pydantic's own words never reach a person."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qbank.errors import Message

# the patterns of the schema, in the dialect that Rust, Python and JSON Schema share
SOMETHING = r"\S"
SLUG = r"^[a-z0-9]+([-_.][a-z0-9]+)*$"
ID = r"^[a-z0-9]+([-_.][a-z0-9]+)*/[a-z0-9]+([-_.][a-z0-9]+)*$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
HASH = r"^[0-9a-f]{16}$"
DOI = r"^10\.[0-9]{4,9}/\S+$"
URL = r"^https?://[^\s<>\x22]+$"

_EXPONENT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]{1,2}")
_EMPTY = Message("{field} is empty")
_BY_PATTERN = {
    SOMETHING: _EMPTY,
    SLUG: Message("{field} must be lower-case letters, digits and hyphens, such as early-stopping"),
    ID: Message("{field} must be an id such as overfitting/early-stopping"),
    DATE: Message("{field} must be a date in quotes, such as '2026-01-31'"),
    HASH: Message("{field} must be the 16 hexadecimal digits that `qbank approve` writes"),
    DOI: Message("{field} must be a DOI such as 10.1000/182"),
    URL: Message("{field} must be an address that begins with https:// or http://"),
}
_NO_WHOLE_NUMBER = Message("{field} must be a whole number")
_NO_MAPPING = Message("{field} must hold keys with values")
_BY_TYPE = {
    "missing": Message("{field} is missing"),
    "too_short": _EMPTY,
    "int_type": _NO_WHOLE_NUMBER,
    "int_from_float": _NO_WHOLE_NUMBER,
    "float_type": Message("{field} must be a number"),
    "finite_number": Message("{field} must be a finite number"),
    "bool_type": Message("{field} must be true or false"),
    "list_type": Message("{field} must be a list"),
    "model_type": _NO_MAPPING,
    "dict_type": _NO_MAPPING,
    "greater_than_equal": Message("{field} must be at least {limit}"),
    "less_than_equal": Message("{field} must be at most {limit}"),
}


def dotted(place: Sequence[str | int]) -> str:
    """Return how a place is named to people: `key_points[0].weight`, counted from 0."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def sentence(
    error: Mapping[str, Any], place: tuple[str | int, ...], keys: Callable[[], Sequence[str]]
) -> Message:
    """Say what is wrong in our own words.

    Args:
        error: One of pydantic's errors: `type`, `input`, `ctx`.
        place: Where it is.
        keys: The keys that are known there, asked for only when one is unknown.
    """
    values: dict[str, object] = {"field": dotted(place)}
    kind, found, context = error["type"], error.get("input"), error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(values, difflib.get_close_matches(str(place[-1]), keys(), n=1))
    if kind == "less_than_equal" and place == ("schema",):
        return Message("schema {found} is newer than this qbank reads; update qbank", {"found": found})
    if found is None:
        return replace(_EMPTY, values=values)
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return Message("{field} must be one of: {allowed}", values | {"allowed": allowed})
    if kind == "string_pattern_mismatch":
        return replace(_BY_PATTERN[context["pattern"]], values=values)
    values["limit"] = context.get("ge", context.get("le"))
    values["reason"] = error["msg"]
    return _wrong_type(values, kind, found)


def _unknown(values: dict[str, object], near: Sequence[str]) -> Message:
    if near:
        return Message("unknown key {field}; did you mean {near}?", values | {"near": near[0]})
    return Message("unknown key {field}", values)


def _wrong_type(values: dict[str, object], kind: str, found: Any) -> Message:
    if kind == "string_type":
        if isinstance(found, (dict, list)):
            return Message("{field} must be a single text", values)
        return Message("{field} must be text: put it in quotes", values)
    if kind == "float_type" and isinstance(found, str) and _EXPONENT.fullmatch(found):
        mantissa, exponent = f"{float(found):.6e}".split("e")
        mantissa = mantissa.rstrip("0")
        example = f"{mantissa}{'0' if mantissa.endswith('.') else ''}e{exponent}"
        return Message("{field} must be a number: write {example}", values | {"example": example})
    return replace(_BY_TYPE.get(kind, Message("{field} is wrong: {reason}")), values=values)
