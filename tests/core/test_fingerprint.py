"""The fingerprint of what an entry says."""

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.fingerprint import MEANING, fingerprint

ENTRY = {
    "schema": 1,
    "id": "training/adamw",
    "question": {"zh": "为什么？", "en": "Why?"},
    "answer": {"zh": "因为。\n", "en": "Because é."},
    "key_points": [{"id": "a", "weight": 2, "must": True, "match": [["x", "y*"]]}],
    "tags": ["t"],
}
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


def test_it_is_that_of_the_description() -> None:
    """It is the start of the sha256 of the five fields as compact JSON with sorted keys."""
    said = (
        '[{"en":"Why?","zh":"为什么？"},null,{"en":"Because é.","zh":"因为。"},'
        '[{"id":"a","match":[["x","y*"]],"must":true,"weight":2}],null]'
    )

    assert fingerprint(ENTRY) == hashlib.sha256(said.encode()).hexdigest()[:16]


@pytest.mark.parametrize("field", MEANING)
def test_each_field_of_the_meaning_counts(field: str) -> None:
    """It changes with every field that says something."""
    assert fingerprint({**ENTRY, field: {"zh": "别的"}}) != fingerprint(ENTRY)


def test_other_fields_do_not_count() -> None:
    """It stays when tags, sources or the id change."""
    assert fingerprint({**ENTRY, "tags": [], "id": "x/y", "refs": []}) == fingerprint(ENTRY)


@given(st.lists(PLAIN, min_size=5, max_size=5))
def test_form_does_not_count(values: list[object]) -> None:
    """It is the same for decomposed text, trailing white space and another order of keys."""

    def varied(value: object) -> object:
        if isinstance(value, str):
            return unicodedata.normalize("NFD", value) + " \n"
        if isinstance(value, list):
            return [varied(item) for item in value]
        if isinstance(value, dict):
            return {key: varied(value[key]) for key in sorted(value, reverse=True)}
        return value

    entry = dict(zip(MEANING, values, strict=True))
    loaded_again = json.loads(json.dumps(entry))

    assert fingerprint({name: varied(value) for name, value in entry.items()}) == fingerprint(loaded_again)
