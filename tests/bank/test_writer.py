"""The canonical form of an entry."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.bank.reader import parse
from qbank.bank.writer import ORDER, WIDTH, canonical, comment_line, draft

QUESTIONS = Path(__file__).parents[2] / "questions"
WORKED = ("inference/kv-cache-memory", "compression/ptq-vs-qat", "training/vanishing-exploding-gradients")


def read(text: str) -> Any:
    document = parse(text.encode())
    assert document.faults == ()
    return document.plain


@pytest.mark.parametrize("id_", WORKED)
def test_worked_entries(id_: str) -> None:
    """It writes the worked entries as they stand, byte for byte."""
    text = (QUESTIONS / f"{id_}.yaml").read_text("utf-8")

    assert canonical(read(text)) == text


def test_form() -> None:
    """It puts keys in order, quotes what YAML could take for something else, and breaks long lists."""
    plain = {
        "review": {"hash": "0123456789012345", "state": "checked", "checked": "2026-11-21"},
        "tags": ["a", "b: c", "3.5", "yes"],
        "aliases": {"en": ["short phrase"], "zh": ["短语"]},
        "related": ["topic/a-name-of-some-length"] * 4,
        "answer": {"en": "One.\n\n  Two.\n", "zh": "一"},
        "key_points": [{"must": True, "id": "x", "match": [["a", "b"], ["x" * 60, "y" * 60]], "not": []}],
        "numeric": [{"expect": 6e8, "rtol": 1e-6, "expr": "6e8", "shown": {"zh": ["6"], "en": ["7"]}}],
        "unknown": None,
    }

    assert canonical(plain) == (
        "tags: [a, 'b: c', '3.5', 'yes']\n"
        "aliases:\n  zh:\n    - 短语\n  en:\n    - short phrase\n"
        "answer:\n  zh: 一\n  en: |\n    One.\n\n      Two.\n"
        "key_points:\n  - id: x\n    must: true\n    match:\n      - [a, b]\n"
        f"      - - {'x' * 60}\n        - {'y' * 60}\n    not: []\n"
        "numeric:\n  - expr: '6e8'\n    expect: 600000000.0\n    rtol: 1.0e-06\n"
        "    shown:\n      zh: ['6']\n      en: ['7']\n"
        "related:\n" + "  - topic/a-name-of-some-length\n" * 4 + "review:\n  state: checked\n"
        "  checked: '2026-11-21'\n  hash: '0123456789012345'\n"
        "unknown: null\n"
    )


@pytest.mark.parametrize(("length", "lines"), [(WIDTH, 1), (WIDTH + 1, 3)])
def test_width(length: int, lines: int) -> None:
    """It keeps a list in one line up to 100 columns."""
    word = "x" * (length - len("tags: [, b]"))

    assert canonical({"tags": [word, "b"]}).count("\n") == lines


words = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
        include_characters="\n\t",
    ),
    max_size=30,
)
phrases = st.one_of(
    words,
    st.sampled_from(
        [
            "",
            " a ",
            "a: b",
            "# c",
            "- d",
            "null",
            "12",
            "1_0",
            "0x1F",
            "2026-01-31",
            "1:30",
            ".5",
            "...",
            "---",
        ]
    ),
    st.lists(st.sampled_from(["a", " b", "", "  ", "\tc", "# d", "e: f "]), min_size=2, max_size=5).map(
        "\n".join
    ),
)
values = st.recursive(
    st.one_of(
        phrases,
        st.booleans(),
        st.integers(-(10**15), 10**15),
        st.floats(allow_nan=False, allow_infinity=False),
        st.none(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from([*ORDER[""], "zh", "en", "a: b", "yes", "3"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*ORDER[""], "later"]), values, min_size=1))
def test_round_trip(plain: dict[str, Any]) -> None:
    """It loses nothing: what is written reads as the same values, and writing it again changes nothing."""
    text = canonical(plain)

    assert read(text) == plain
    assert canonical(read(text)) == text
    assert comment_line(text) == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n", 0),
        ("# a\nb: 1\n", 1),
        ("a: 1\nb: 2 # c\n", 2),
        ("a: 'x # y'\nb: x#y\nc: \"# z\"\n", 0),
        ("a: |\n  # heading\n  text # more\nb: 1\n", 0),
        ("a: | # b\n  text\n", 1),
        ("a: |\n  text\n# b\n", 3),
        ("a:\n  - x\n  # b\n  - y\n", 3),
        ("a: [x, # b\n  y]\n", 1),
        ("# a 'quoted\nb: 'x # y'\n", 1),
    ],
)
def test_comments(text: str, line: int) -> None:
    """It finds the line of the first comment, and takes no other # for one."""
    assert comment_line(text) == line


def test_draft() -> None:
    """It makes a draft of a question in one language, with a placeholder where there is no answer."""
    assert read(draft("a/b", "a", "zh", "为什么？", " 因为。\n")) == {
        "schema": 1,
        "id": "a/b",
        "kind": "concept",
        "topic": "a",
        "question": {"zh": "为什么？"},
        "answer": {"zh": "因为。"},
    }
    assert read(draft("a/b", "a", "en", "Why?", ""))["answer"] == {"en": "TODO"}
