"""The fingerprint of a meaning: an edit of it turns a checked entry, or problem, back into a draft."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

MEANING = ("question", "short", "answer", "key_points", "mistakes")
PROBLEM_MEANING = (
    "title", "statement", "signature", "examples", "spec_notes", "hints", "explain", "limits", "needs",
    "variants",
)  # fmt: skip


def fingerprint(plain: Mapping[str, Any]) -> str:
    """Return the first 16 hex digits of the sha256 of what an entry says (`review.hash` in its file).

    Args:
        plain: The fields as loaded from the file; a field that is not given counts as null.
    """
    return _digest([_tidy(plain.get(name)) for name in MEANING])


def problem_fingerprint(plain: Mapping[str, Any], code: Mapping[str, bytes]) -> str:
    """Return the first 16 hex digits of the sha256 of what a problem asks and accepts.

    Args:
        plain: The fields as loaded from problem.yaml; a field that is not given counts as null.
        code: The files of its folder that decide what is right, by name.
    """
    files = {name: _sha256(data).hexdigest() for name, data in code.items()}
    return _digest([*(_tidy(plain.get(name)) for name in PROBLEM_MEANING), files])


def _digest(meaning: list[Any]) -> str:
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return str(_sha256(text.encode("utf-8")).hexdigest()[:16])


def _sha256(data: bytes) -> Any:
    from hashlib import sha256  # noqa: PLC0415  # late: it brings OpenSSL, and a warm start needs none

    return sha256(data)


def _tidy(value: Any) -> Any:
    """Return `value` with every string in NFC and without trailing white space."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).rstrip()
    if isinstance(value, Mapping):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tidy(item) for item in value]
    return value
