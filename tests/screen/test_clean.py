import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.screen.clean import clean
from qbank.screen.spans import Span, line, plain


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("梯度 gradient", "梯度 gradient"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b2Jgone", "gone"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]52;c;ZXZpbA==\x1b\\text", "text"),
        ("\x1bPq#0\x1b\\text", "text"),
        ("\x1b]unclosed", "unclosed"),
        ("\x1bcreset", "reset"),
        ("a\tb\nc\rd", "a b c d"),
        ("a\x00b\x07c\x08d\x7fe", "abcde"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\u2066x\u2069\u200f\ufeff", "x"),
        ("a\u2028b", "a b"),
        ("\ud800", "\ufffd"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_clean(text: str, harmless: str) -> None:
    """It takes out what would command the terminal, and keeps the rest."""
    assert clean(text) == harmless


@given(st.text(st.characters(), max_size=40))
def test_nothing_is_left(text: str) -> None:
    """It leaves no control character, no change of direction, no half of a pair, and is stable."""
    cleaned = clean(text)

    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in cleaned)
    assert not any(unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF") for c in cleaned)
    assert clean(cleaned) == cleaned


def test_the_one_door() -> None:
    """It cleans whatever becomes a part of a line."""
    assert Span("a\x1b[2Jb").text == "ab"
    assert plain(line("\x07a", ("\x1b]0;x\x07b", "hit"))) == "ab"
