"""Code, formulas and structure in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.core.markup import (
    Formula,
    braces_balance,
    formulas,
    macros,
    prose,
    stray_dollar,
    structure,
    without_code,
)

CODE = "```python\nx = '$y$'\n- z\n```\n"


def test_formulas() -> None:
    """It finds formulas of both kinds with their places, and none in code."""
    text = f"a $x + y$ b `$c$`\n{CODE}$$\nz\n$$ costs \\$5"

    assert list(formulas(text)) == [
        Formula("x + y", text.index("x + y")),
        Formula("\nz\n", text.index("\nz\n$$")),
    ]
    assert [formula.bare for formula in formulas(text)] == ["x+y", "z"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("$a$ and $$b$$", None),
        ("costs \\$5", None),
        ("`$`", None),
        ("a $b", 2),
        ("$a$ $b\n\nc$", 4),
        ("$$a$", 0),
        ("$$", 0),
    ],
)
def test_stray_dollar(text: str, at: int | None) -> None:
    """It finds the first dollar sign without a partner in its line."""
    assert stray_dollar(text) == at


def test_macros() -> None:
    """It names macros, those of one sign too."""
    assert list(macros(r"\frac{a}{b}\,\|x\|")) == ["frac", ",", "|", "|"]


@pytest.mark.parametrize(
    ("tex", "balanced"), [("a_{b}", True), (r"\{a", True), ("{a", False), ("}a{", False), ("", True)]
)
def test_braces(tex: str, balanced: bool) -> None:
    """It counts braces but those with a backslash."""
    assert braces_balance(tex) is balanced


def test_structure() -> None:
    """It counts what makes the form of a text, and not what only looks so inside of code."""
    text = f"- a\n* b\n1. c\n| d |\n|---|\n{CODE}"

    assert structure(text) == {"bullets": 2, "numbered items": 1, "table rows": 2, "fences": 2}


@given(st.text("ab$`\\\n ", max_size=40))
def test_places_stay(text: str) -> None:
    """It keeps every position: what is hidden is as long as before, and line ends stay."""
    for hidden in (prose(text), without_code(text)):
        assert len(hidden) == len(text)
        assert [at for at, sign in enumerate(hidden) if sign == "\n"] == [
            at for at, sign in enumerate(text) if sign == "\n"
        ]
    for formula in formulas(text):
        assert "`" in text or text[formula.start :].startswith(formula.tex)
