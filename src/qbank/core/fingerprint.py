"""The fingerprint of an entry's meaning: an edit of it turns a checked entry back into a draft."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

MEANING = ("question", "short", "answer", "key_points", "mistakes")


def fingerprint(plain: Mapping[str, Any]) -> str:
    """Return the first 16 hex digits of the sha256 of what an entry says (`review.hash` in its file).

    Args:
        plain: The fields as loaded from the file; a field that is not given counts as null.
    """
    meaning = [_tidy(plain.get(name)) for name in MEANING]
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    from hashlib import sha256  # noqa: PLC0415  # late: it brings OpenSSL, and a warm start needs none

    return sha256(text.encode("utf-8")).hexdigest()[:16]


def _tidy(value: Any) -> Any:
    """Return `value` with every string in NFC and without trailing white space."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).rstrip()
    if isinstance(value, Mapping):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tidy(item) for item in value]
    return value
