"""Clauses and segments of an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.clauses import clauses, comparable, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一，二。三！四？五；六", ["一，二", "三", "四", "五", "六"]),
        ("One. Two! Three? Four; five", ["One", "Two", "Three", "Four", "five"]),
        ("v1.5 of x. a != b, e.g. this", ["v1.5 of x", "a != b, e.g. this"]),
        ("用 Adam.然后调参｡完", ["用 Adam", "然后调参", "完"]),
        ("a\r\n\n- b", ["a", "- b"]),
        ("1. 甲\n2. 乙\n---\n128 × 4\n42", ["甲", "乙", "128 × 4"]),
        ("", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    """It cuts at full stops, marks and line ends, not at commas, decimals or abbreviations."""
    assert [text[clause.start : clause.end] for clause in clauses(text)] == expected


@given(st.text(alphabet="甲乙 aB1.!?;。！\n．,"))
def test_clauses_width(text: str) -> None:
    """It cuts a full-width text where it cuts a half-width one."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)

    assert [c.form for c in clauses(wide)] == [c.form for c in clauses(text)]
    assert [(c.start, c.end) for c in clauses(wide)] == [(c.start, c.end) for c in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ｐ−Ｙ", "p-y"),
        ("**梯度** `x`", "  梯度    x "),
        ("131,072 和 1,2", "131072 和 1,2"),
        ("don’t", "don't"),
        ("梯度消失—爆炸", "梯度消失,爆炸"),
    ],
)
def test_comparable(text: str, expected: str) -> None:
    """It folds dashes, quotes, emphasis and thousands marks."""
    assert comparable(text) == expected


def test_segments() -> None:
    """It cuts at commas and before conjunctions, and tells where each part begins."""
    form = "bn 依赖 batch,而 ln 不依赖, and so on"

    found = segments(form)

    assert [text for _, text in found] == ["bn 依赖 batch", "而 ln 不依赖", "and ", "so on"]
    assert all(form[start:].startswith(text) for start, text in found)
