"""The bank as one JSON document; the fields of an entry are those of its file."""

import json
from collections.abc import Mapping, Sequence


def render(entries: Sequence[Mapping[str, object]]) -> str:
    """Return `{"schema": 1, "entries": [...]}`, UTF-8 text with two-space indents and a final newline."""
    return json.dumps({"schema": 1, "entries": list(entries)}, ensure_ascii=False, indent=2) + "\n"
