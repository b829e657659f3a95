"""The JSON Schema for editors."""

from typing import Any

import pytest

from qbank.bank.schema import MODELS, Kind, json_schema


def values_of(schema: Any, key: str) -> list[Any]:
    """Return every value under `key`, however deep."""
    if isinstance(schema, list):
        return [found for item in schema for found in values_of(item, key)]
    if not isinstance(schema, dict):
        return []
    return [*([schema[key]] if key in schema else []), *values_of(list(schema.values()), key)]


def test_an_entry() -> None:
    """It names the fields as the files do, and demands those of a draft."""
    schema = json_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["schema", "id", "kind", "topic", "question", "answer"]
    assert schema["properties"]["kind"]["enum"] == ["concept", "calculation", "design"]
    assert "not" in schema["$defs"]["KeyPoint"]["properties"]
    assert schema["properties"]["difficulty"]["maximum"] == 5


@pytest.mark.parametrize("kind", MODELS)
def test_strict(kind: Kind) -> None:
    """It allows no unknown key anywhere, and no editor fills in defaults."""
    schema = json_schema(kind)
    objects = [part for part in (schema, *schema["$defs"].values()) if part["type"] == "object"]

    assert all(part["additionalProperties"] is False for part in objects)
    assert values_of(schema, "default") == []
